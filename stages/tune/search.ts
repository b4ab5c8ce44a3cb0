import {
  createStudy,
  type EarlierTrial,
  gpSampler,
  gridSampler,
  hyperband,
  latinHypercubeSampler,
  medianPruning,
  randomSampler,
  type Sampler,
  type Scheduler,
  type Study,
  sobolSampler,
  successiveHalving,
  type Trial,
  tpeSampler,
} from 'millrace/ml'
import { objectives } from './objectives.ts'
import type { TuneParams } from './params.ts'
import { batchSeconds, runBatch } from './run-batch.ts'
import type { Outcome } from './run-trial.ts'

export type Strategy = Exclude<TuneParams['strategy'], readonly unknown[]>

const samplers: Readonly<Record<Strategy, () => Sampler>> = {
  grid: gridSampler,
  random: randomSampler,
  latinHypercube: latinHypercubeSampler,
  sobol: sobolSampler,
  tpe: tpeSampler,
  gp: gpSampler,
}

export interface SearchOptions {
  readonly seed: number
  readonly earlier: readonly EarlierTrial[]
  /** Trials at most. */
  readonly trials: number
  /** No batch begins when those before took so long. */
  readonly seconds?: number | undefined
  /** How many trials of a batch run at a time. */
  readonly lanes: number
  readonly run: (trial: Trial) => Promise<Outcome>
  readonly told?: (done: number, study: Study) => void
}

export interface Search {
  readonly strategy: Strategy
  readonly study: Study
  /** How many trials were run. */
  readonly count: number
  readonly outcomes: ReadonlyMap<string, Outcome>
}

export const trialKey = ({ number, budget }: Trial) => `${number}/${budget ?? ''}`

/**
 * One strategy's search: batches are asked for, run and told. The time that counts is what the trials took when they were
 * run, whether now or before.
 */
export async function search(strategy: Strategy, params: TuneParams, options: SearchOptions): Promise<Search> {
  const { seed, earlier, trials, lanes, run, told } = options
  const study = createStudy({
    space: params.space,
    sampler: samplers[strategy](),
    scheduler: schedulerOf(params.scheduler),
    directions: [params.objective].flat().map((name) => objectives[name]!.direction),
    seed,
    earlier,
  })
  const outcomes = new Map<string, Outcome>()
  let [count, spent] = [0, 0]
  while (count < trials && spent < (options.seconds ?? Number.POSITIVE_INFINITY)) {
    const asked = study.ask(Math.min(params.batchSize, trials - count))
    if (asked.length === 0) break
    const ran = await runBatch(asked.length, lanes, async (place) => {
      const trial = asked[place]!
      const outcome = await run(trial)
      outcomes.set(trialKey(trial), outcome)
      // At once, so that the best so far is shown; what is asked next depends on what was told and not on its order.
      study.tell(trial, outcome.values ?? undefined)
      told?.(++count, study)
      return outcome
    })
    spent += batchSeconds(
      ran.map(({ seconds }) => seconds),
      lanes,
    )
  }
  return { strategy, study, count, outcomes }
}

function schedulerOf(given: TuneParams['scheduler']): Scheduler | undefined {
  if (given === undefined) return undefined
  if (given.name === 'successiveHalving') return successiveHalving(given)
  if (given.name === 'hyperband') return hyperband(given)
  const { steps, maxBudget, startupTrials } = given
  const budgets = Array.from({ length: steps }, (_, i) => Math.max(1, Math.round((maxBudget * (i + 1)) / steps)))
  return medianPruning({ steps: [...new Set(budgets)], startupTrials })
}
