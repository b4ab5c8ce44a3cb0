import type { FeatureList, ModelBundle, StageContext, Table } from 'millrace'
import {
  type AutoBoard,
  type AutoCandidate,
  autoBoard,
  chooseEnsemble,
  fitEnsemble,
  OffsetRegressor,
  requireRegressor,
  searchCandidates,
  type TriedCandidate,
} from 'millrace/ml'
import { packNumbers, unpackNumbers } from './packed-numbers.ts'
import type { AutoParams } from './params.ts'
import { readData } from './read-data.ts'

/** A candidate as it is remembered: JSON. */
interface Remembered {
  readonly predictions?: string
  readonly refused?: string
  readonly seconds: number
}

type Context = Pick<StageContext<never, never>, 'seed' | 'threads' | 'progress' | 'log' | 'remember'>

/** Beside the baseline, where nobody says. */
const defaultCandidates = 12
/** Seconds buy no more than this: remembering and choosing among more gains nothing. */
const mostCandidates = 200

/**
 * Searches, chooses and fits: what the stages `auto` and `train` with `learner: auto` have in common. Every candidate is
 * remembered by itself, by its parameters and the rows, so that a larger budget reuses those of a smaller one and a run that was
 * killed goes on where it was. What a number of seconds bought is a fact of the run and looked up again.
 */
export async function runAuto(
  inputs: { readonly train: Table<'train'>; readonly features: FeatureList | undefined },
  params: AutoParams,
  { seed, threads, progress, log, remember }: Context,
): Promise<{ readonly model: ModelBundle; readonly board: AutoBoard }> {
  const train = await inputs.train.materialize()
  const { data, target, reading } = await readData(train, inputs.features, params, seed)
  const { seconds } = params.budget
  const most = params.budget.candidates ?? (seconds === undefined ? defaultCandidates : mostCandidates)

  // Of this run: a search by seconds is gone through twice.
  const known = new Map<string, Remembered>()
  const attempt = async (candidate: AutoCandidate, make: () => Promise<TriedCandidate>): Promise<TriedCandidate> => {
    const { learner, params: own, seed: drawn } = candidate
    const key = { candidate: { learner, params: own, seed: drawn }, reading }
    const text = JSON.stringify(key)
    const found =
      known.get(text) ?? (await remember(key, async () => packed(await make()), { reads: ['train', 'features'] }))
    known.set(text, found)
    const { predictions, ...others } = found
    return { candidate, ...others, ...(predictions === undefined ? {} : { predictions: unpackNumbers(predictions) }) }
  }
  const search = (limits: { candidates: number; seconds?: number | undefined }) => {
    let spent = 0
    return searchCandidates(data, {
      ...limits,
      seed,
      threads,
      attempt,
      told(done, { candidate, seconds: took, refused }, loss) {
        spent += took
        const came = loss === undefined ? 'refused' : loss.toPrecision(4)
        const label = `${candidate.name}: ${came}`
        if (limits.seconds === undefined) progress(done + 1, limits.candidates + 2, label)
        else progress(Math.min(spent, limits.seconds), limits.seconds, label)
        if (refused !== undefined) log(`${candidate.name} ${JSON.stringify(candidate.params)} is refused: ${refused}`)
      },
    })
  }
  const bought = async () => (await search({ candidates: most, seconds })).length - 1
  // Time that buys nothing but the baseline still buys one candidate.
  const candidates =
    seconds === undefined
      ? most
      : Math.max(1, await remember({ bought: params.budget, reading }, bought, { replay: true }))
  const tried = await search({ candidates })
  const chosen = chooseEnsemble(data, tried)
  const fitted = await fitEnsemble(data, chosen, { threads })
  const board = autoBoard(data, tried, chosen)
  const { offset } = params
  log(
    `${tried.length - 1} candidates, ${chosen.members.length} in the model, calibration: ${board.ensemble.calibration}`,
  )
  return {
    board,
    model: {
      model: offset === undefined ? fitted : new OffsetRegressor(requireRegressor(fitted), offset),
      target,
      training: { digest: await train.digest(), rows: data.features.rows, syntheticRows: 0 },
      params: {
        learner: 'auto',
        candidates,
        folds: params.folds,
        members: chosen.members.map(({ candidate, weight }) => ({
          learner: candidate.learner,
          ...candidate.params,
          weight,
        })),
      },
    },
  }
}

function packed({ predictions, refused, seconds }: TriedCandidate): Remembered {
  return {
    seconds,
    ...(refused === undefined ? {} : { refused }),
    ...(predictions === undefined ? {} : { predictions: packNumbers(predictions) }),
  }
}
