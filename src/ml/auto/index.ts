/** AutoML, as `millrace/ml` exports it: several kinds of learners, one model. */

export { type AutoBoard, type AutoScore, type AutoStanding, autoBoard } from './auto-board.ts'
export type { AutoCandidate, TriedCandidate } from './auto-candidate.ts'
export type { AutoData } from './auto-data.ts'
export { type ChosenEnsemble, chooseEnsemble } from './choose-ensemble.ts'
export { type AutoFit, fitAuto } from './fit-auto.ts'
export { fitEnsemble } from './fit-ensemble.ts'
export { type CandidateSearch, searchCandidates } from './search-candidates.ts'
export { type SelectOptions, selectEnsemble } from './select-ensemble.ts'
