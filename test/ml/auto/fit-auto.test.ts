import { describe, expect, it } from 'vitest'
import { MillraceError } from '../../../src/base/errors/millrace-error.ts'
import { createRandom } from '../../../src/base/random.ts'
import { judgedRows } from '../../../src/ml/auto/auto-data.ts'
import { crossFitEnsemble } from '../../../src/ml/auto/cross-fit-ensemble.ts'
import { meanLoss } from '../../../src/ml/auto/mean-loss.ts'
import { proposeCandidate } from '../../../src/ml/auto/propose-candidate.ts'
import {
  type AutoData,
  encodeModel,
  fitAuto,
  kFold,
  type Labels,
  modelFromParts,
  requireClassifier,
  searchCandidates,
  stratifiedKFold,
  type TriedCandidate,
} from '../../../src/ml/index.ts'
import { gaussian, labelsOf, matrixOf, rereadParts } from '../tables.ts'

const rows = 150
const random = createRandom(11)
const values = Array.from({ length: rows * 3 }, (_, at) => (at % 3 === 2 ? random.integer(4) : gaussian(random)))
/** Two numbers, one with gaps, and a category. */
const features = { ...matrixOf(values, 3, ['a', 'b', 'kind']) }
const noise = Float64Array.from({ length: rows }, () => gaussian(random))
const score = noise.map(
  (e, i) =>
    features.data[i]! + Math.abs(features.data[rows + i]!) + (features.data[2 * rows + i] === 2 ? 1 : 0) + 0.5 * e,
)
for (let i = 0; i < 12; i++) features.data[rows + 7 * i] = Number.NaN
const categories = { kind: ['n', 'e', 's', 'w'] }
const labels = labelsOf(
  Array.from(score, (value) => (value > 1.4 ? 'high' : value > 0.5 ? 'middle' : 'low')),
  ['low', 'middle', 'high'],
)
const classes: AutoData = {
  features,
  target: labels,
  categories,
  split: stratifiedKFold(labels, { nSplits: 3, seed: 1 }),
}
const numbers: AutoData = { features, target: score, categories, split: kFold(rows, { nSplits: 3, seed: 1 }) }

/** What is tried of a kind is tried once for all tests. */
const small = fitAuto(classes, { seed: 3, candidates: 3, threads: 1 })

describe('fitAuto', () => {
  it('puts the baseline first and the candidates in the order of their scores; the weights sum to 1', async () => {
    const { board } = await small
    const { baseline, candidates, ensemble } = board
    expect(baseline.learner).toBe('classFrequency')
    expect(baseline).toMatchObject({ gain: 0, lower: 0, upper: 0 })
    expect(candidates.map(({ learner }) => learner).sort()).toEqual(['boosting', 'logisticRegression', 'randomForest'])
    const scores = candidates.map((one) => one.score)
    expect(scores).toEqual([...scores].sort((a, b) => a - b))
    const weights = [baseline, ...candidates].map(({ weight }) => weight)
    expect(weights.reduce((total, weight) => total + weight, 0)).toBeCloseTo(1, 12)
    expect(Math.min(...weights)).toBeGreaterThanOrEqual(0)
    expect(weights.filter((weight) => weight > 0)).toHaveLength(ensemble.members)
    for (const { score: own, gain, lower, upper, folds } of candidates) {
      expect(gain).toBeCloseTo(baseline.score - own, 10)
      expect(lower).toBeLessThan(gain)
      expect(upper).toBeGreaterThan(gain)
      expect(folds).toHaveLength(3)
    }
    expect(ensemble.lower).toBeGreaterThan(0)
  })

  it('gives a model like any other, that a file gives back, with its categories', async () => {
    const model = requireClassifier((await small).model)
    const again = requireClassifier(modelFromParts(rereadParts(model)))
    expect(again.categories).toEqual(categories)
    expect(again.featureNames).toEqual(['a', 'b', 'kind'])
    expect(again.predictProbability(features)).toEqual(model.predictProbability(features))
  })

  it('is the same for any number of threads', async () => {
    const { model, board } = await fitAuto(classes, { seed: 3, candidates: 3, threads: 2 })
    expect(encodeModel(model.toParts())).toEqual(encodeModel((await small).model.toParts()))
    expect(board).toEqual((await small).board)
  })

  it('of numbers: weights, order and a model that does better than the mean', async () => {
    const { model, board } = await fitAuto(numbers, { seed: 3, candidates: 5, threads: 1 })
    expect(board).toMatchObject({
      objective: 'rmse',
      rows,
      baseline: { learner: 'mean' },
      ensemble: { calibration: 'none' },
    })
    expect(board.candidates.map(({ learner }) => learner).sort()).toEqual([
      'boosting',
      'extraTrees',
      'lasso',
      'randomForest',
      'ridge',
    ])
    expect(board.ensemble.lower).toBeGreaterThan(0)
    // The interval of a difference of roots holds the difference itself.
    for (const { score: own, gain } of board.candidates) expect(gain).toBeCloseTo(board.baseline.score - own, 10)
    const again = modelFromParts(rereadParts(model))
    expect(again.predict(features)).toEqual(model.predict(features))
  })
})

describe('what judges a row has not seen it', () => {
  /** Every label of the rows that a fold tests, moved on by one class. */
  const fold = 1
  const own = new Set(classes.split[fold]!.test)
  const moved: Labels = { ...labels, codes: labels.codes.map((code, row) => (own.has(row) ? (code + 1) % 3 : code)) }

  it('candidates say the same of a fold’s rows whatever their labels are', async () => {
    const options = { seed: 3, candidates: 4, threads: 1 }
    const [before, after] = [
      await searchCandidates(classes, options),
      await searchCandidates({ ...classes, target: moved }, options),
    ]
    const judged = judgedRows(classes)
    for (const [c, { predictions }] of before.entries()) {
      for (const [place, of] of judged.folds.entries()) {
        if (of !== fold) continue
        expect(after[c]!.predictions!.slice(3 * place, 3 * place + 3)).toEqual(
          predictions!.slice(3 * place, 3 * place + 3),
        )
      }
    }
  })

  it('weights and calibrations are of the other folds', async () => {
    const said = (await searchCandidates(classes, { seed: 3, candidates: 3, threads: 1 })).map(
      ({ predictions }) => predictions!,
    )
    const before = crossFitEnsemble(said, judgedRows(classes))
    const after = crossFitEnsemble(said, judgedRows({ ...classes, target: moved }))
    const places = [...judgedRows(classes).folds.entries()].filter(([, of]) => of === fold).map(([place]) => place)
    const of = (all: Float64Array) => places.flatMap((place) => [...all.slice(3 * place, 3 * place + 3)])
    expect(of(after.mixed)).toEqual(of(before.mixed))
    expect(of(after.single)).toEqual(of(before.single))
    expect([...before.calibrated.keys()]).toContain('temperature')
    for (const [method, whole] of before.calibrated) expect(of(after.calibrated.get(method)!)).toEqual(of(whole))
    // Other rows are judged by weights that did see them move.
    expect(after.mixed).not.toEqual(before.mixed)
  })

  it('of a coin nothing is known: no candidate is better than the baseline by more than chance', async () => {
    const coin = labelsOf(Array.from({ length: rows }, () => (random.next() < 0.5 ? 'heads' : 'tails')))
    const split = stratifiedKFold(coin, { nSplits: 3, seed: 1 })
    const { board } = await fitAuto(
      { features, target: coin, categories, split },
      { seed: 1, candidates: 3, threads: 1 },
    )
    for (const one of [board.ensemble, board.single, ...board.candidates]) expect(one.lower).toBeLessThanOrEqual(0)
    expect(board.ensemble.score).toBeLessThan(board.baseline.score + 0.02)
  })

  it('refuses folds that would let it', async () => {
    const wrong = async (split: AutoData['split']) =>
      (await searchCandidates({ ...classes, split }, { seed: 1, candidates: 1 }).catch(
        (error) => error,
      )) as MillraceError
    const [first, second] = classes.split
    for (const split of [[first!], [first!, first!], [first!, { train: second!.test, test: second!.test }]]) {
      const error = await wrong(split)
      expect(error).toBeInstanceOf(MillraceError)
      expect(error.code).toBe('E_ML_PARAMETER')
    }
  })
})

describe('searchCandidates', () => {
  /** What a candidate would say, without a fit. */
  const pretend =
    (seconds: number) =>
    async (candidate: TriedCandidate['candidate']): Promise<TriedCandidate> => ({
      candidate,
      seconds,
      predictions: new Float64Array(rows).fill(candidate.number / 100),
    })

  it('a larger budget begins with the candidates of a smaller one', async () => {
    const of = async (candidates: number) =>
      (await searchCandidates(numbers, { seed: 1, candidates, attempt: pretend(1) })).map(({ candidate }) => candidate)
    const [few, many] = [await of(9), await of(30)]
    expect(many).toHaveLength(31)
    expect(many.slice(0, 10)).toEqual(few)
    expect(new Set(many.map(({ name }) => name)).size).toBe(31)
    // No two are the same twice: what is tried again has another seed.
    expect(new Set(many.map(({ learner, params, seed }) => JSON.stringify([learner, params, seed]))).size).toBe(31)
    const recipes = many.map(({ learner, params }) => JSON.stringify([learner, params]))
    expect(new Set(recipes).size).toBeLessThan(31)
  })

  it('seconds end it before the last fit would take it over, and buy the baseline at least', async () => {
    const bought = async (seconds: number) =>
      (await searchCandidates(numbers, { seed: 1, candidates: 50, seconds, attempt: pretend(1) })).length
    // Three folds: what was tried costs another 1.25 / 3 of its time in the end.
    expect(await bought(8.4)).toBe(6)
    expect(await bought(8.6)).toBe(7)
    expect(await bought(0.1)).toBe(1)
  })

  it('what a learner refuses is told and ends that candidate alone', async () => {
    // The first fold learns from one class only, which weighted sums refuse.
    const sorted = labelsOf(Array.from({ length: rows }, (_, i) => (i < 50 ? 'a' : i % 2 ? 'a' : 'b')))
    const range = (from: number, to: number) => Int32Array.from({ length: to - from }, (_, i) => from + i)
    const split = [
      { train: range(0, 50), test: range(50, 100) },
      { train: range(0, 100), test: range(100, 150) },
    ]
    const { board } = await fitAuto(
      { features, target: sorted, categories, split },
      { seed: 1, candidates: 3, threads: 1 },
    )
    expect(board.refused.map(({ learner }) => learner)).toContain('logisticRegression')
    expect(board.refused[0]!.reason).toMatch(/All rows/)
    expect(board.candidates.length + board.refused.length).toBe(3)
    expect(board.rows).toBe(100)
  })

  it('another seed of the best that draws comes in turn', () => {
    const shape = { task: 'classification' as const, rows: 100, spread: 0 }
    const before = Array.from({ length: 13 }, (_, number) => {
      const candidate = {
        number,
        name: `${number}`,
        learner: number === 4 ? 'extraTrees' : 'logisticRegression',
        params: { C: number },
        seed: number,
      }
      return { candidate, loss: number === 4 ? 2 : 1 }
    })
    expect(proposeCandidate(shape, before, 1)).toMatchObject({
      learner: 'extraTrees',
      params: { C: 4 },
      name: 'extraTrees 2',
    })
  })
})

describe('meanLoss', () => {
  it('is weighted where rows are', () => {
    const target = Float64Array.of(0, 0)
    expect(meanLoss(Float64Array.of(1, 3), { target, sampleWeight: undefined })).toBe(5)
    expect(meanLoss(Float64Array.of(1, 3), { target, sampleWeight: Float64Array.of(3, 1) })).toBe(3)
  })
})
