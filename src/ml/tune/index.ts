/** Tuning, as `millrace/ml` exports it: what to try next, and who gets more. */

export {
  type ImportanceOptions,
  type ParameterImportance,
  parameterImportance,
  type TriedParams,
} from './importance/parameter-importance.ts'
export { crowdingDistances } from './objectives/crowding-distances.ts'
export { nonDominatedRanks } from './objectives/non-dominated-ranks.ts'
export { type GpOptions, gpSampler } from './samplers/gp-sampler.ts'
export { type GridSamplerOptions, gridSampler } from './samplers/grid-sampler.ts'
export { type LatinHypercubeOptions, latinHypercubeSampler } from './samplers/latin-hypercube-sampler.ts'
export { randomSampler } from './samplers/random-sampler.ts'
export type { SampleRequest, Sampler } from './samplers/sampler.ts'
export { sobolSampler } from './samplers/sobol-sampler.ts'
export { type TpeOptions, tpeSampler } from './samplers/tpe-sampler.ts'
export { hyperband } from './schedulers/hyperband.ts'
export { type MedianPruningOptions, medianPruning } from './schedulers/median-pruning.ts'
export type { RungOptions } from './schedulers/rungs.ts'
export type { Scheduler, SchedulerState, Work } from './schedulers/scheduler.ts'
export { successiveHalving } from './schedulers/successive-halving.ts'
export type { Dimension, Params, ParamValue, Space } from './space/space.ts'
export {
  createStudy,
  type Direction,
  type EarlierTrial,
  type Finished,
  type Study,
  type StudyOptions,
  type Trial,
} from './study.ts'
