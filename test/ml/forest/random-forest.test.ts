import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createRandom } from '../../../src/base/random.ts'
import { accuracy, mostProbable, RandomForest, rocAuc } from '../../../src/ml/index.ts'
import { classifierFrom, gaussian, labelsOf, matrixOf, pickLabels, pickRows, shuffled, testData } from '../tables.ts'

const random = createRandom(11)
const noise = matrixOf(
  Array.from({ length: 250 * 20 }, () => gaussian(random)),
  20,
)
const outcomes = labelsOf(
  Array.from({ length: 250 }, (_, i) => {
    const score = noise.data[i]! + noise.data[250 + i]! + gaussian(random)
    return score > 0.8 ? 'won' : score > -0.8 ? 'draw' : 'lost'
  }),
  ['lost', 'draw', 'won'],
)

describe('RandomForest', () => {
  it('separates what can be separated', async () => {
    const features = matrixOf([1, 9, 2, 8, 3, 7, 11, 2, 12, 3, 13, 1], 2)
    const labels = labelsOf(['a', 'a', 'a', 'b', 'b', 'b'])
    const forest = await RandomForest.fit(features, labels, { seed: 3, nEstimators: 50 })
    expect(accuracy(labels, mostProbable(forest.predictProbability(features)))).toBe(1)
  })

  it('gives probabilities that sum to 1, in any order of rows and columns', async () => {
    const forest = await RandomForest.fit(noise, outcomes, { seed: 5, nEstimators: 40 })
    const { data } = forest.predictProbability(noise)
    for (let i = 0; i < 250; i++) expect(data[3 * i]! + data[3 * i + 1]! + data[3 * i + 2]!).toBeCloseTo(1, 12)

    const order = shuffled(250, random)
    const permuted = forest.predictProbability(pickRows(noise, order)).data
    expect(Array.from(permuted)).toEqual(order.flatMap((row) => Array.from(data.subarray(3 * row, 3 * row + 3))))

    const names = noise.names.toReversed()
    const columns = names.map((name) => noise.data.slice(noise.names.indexOf(name) * 250).subarray(0, 250))
    const reversed = { ...noise, names, data: Float64Array.from(columns.flatMap((column) => Array.from(column))) }
    expect(forest.predictProbability(reversed).data).toEqual(data)
  })

  it('is the same for the same seed, and its first trees are those of a smaller forest', async () => {
    const small = await RandomForest.fit(noise, outcomes, { seed: 5, nEstimators: 3 })
    const large = await RandomForest.fit(noise, outcomes, { seed: 5, nEstimators: 6 })
    expect(large.ensemble.roots.slice(0, 4)).toEqual(small.ensemble.roots)
    const nodes = small.ensemble.feature.length
    expect(large.ensemble.feature.slice(0, nodes)).toEqual(small.ensemble.feature)
    expect(large.ensemble.threshold.slice(0, nodes)).toEqual(small.ensemble.threshold)
    const other = await RandomForest.fit(noise, outcomes, { seed: 6, nEstimators: 3 })
    expect(other.ensemble.threshold).not.toEqual(small.ensemble.threshold)
  })

  it('finds the features that matter', async () => {
    const importance = (await RandomForest.fit(noise, outcomes, { seed: 5 })).importance()
    expect(importance.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12)
    const [first, second, ...others] = importance
    expect(Math.min(first!, second!)).toBeGreaterThan(Math.max(...others))
  })

  it('comes back from JSON with the same predictions to the last bit', async () => {
    const forest = await RandomForest.fit(noise, outcomes, { seed: 8, nEstimators: 10 })
    const read = classifierFrom(forest)
    expect(read.predictProbability(noise)).toEqual(forest.predictProbability(noise))
    expect(read.importance!()).toEqual(forest.importance())
    expect(read.toParts()).toEqual(forest.toParts())
  })

  it('judges rows by the trees that have not seen them', async () => {
    const forest = await RandomForest.fit(noise, outcomes, { seed: 5, nEstimators: 100, oobScore: true })
    expect(forest.outOfBag!.judged).toBe(250)
    expect(forest.oobScore).toBeGreaterThan(0.45)
    expect(forest.oobScore).toBeLessThan(0.8)
    expect((await RandomForest.fit(noise, outcomes, { seed: 5, nEstimators: 2 })).oobScore).toBeUndefined()
  })

  it.each(['balanced', 'balancedSubsample', { won: 3, lost: 1, draw: 1 }] as const)(
    'takes class weights %j',
    async (classWeight) => {
      const rare = { ...outcomes, codes: outcomes.codes.map((code, i) => (code === 2 && i % 4 !== 0 ? 1 : code)) }
      const share = async (weight: typeof classWeight | null) => {
        const options = { seed: 2, classWeight: weight, minSamplesLeaf: 15 }
        const { data } = (await RandomForest.fit(noise, rare, options)).predictProbability(noise)
        return data.filter((_, i) => i % 3 === 2).reduce((sum, p) => sum + p, 0) / 250
      }
      expect(await share(classWeight)).toBeGreaterThan((await share(null)) * 1.5)
    },
  )

  it('gives a class without training rows probability 0, and one class alone probability 1', async () => {
    const labels = { classes: ['a', 'b', 'c'], codes: outcomes.codes.map((code) => (code === 2 ? 1 : code)) }
    const { data } = (await RandomForest.fit(noise, labels, { seed: 1, nEstimators: 5 })).predictProbability(noise)
    expect(data.filter((_, i) => i % 3 === 2).every((p) => p === 0)).toBe(true)
    const alone = await RandomForest.fit(
      noise,
      { classes: ['a'], codes: new Int32Array(250) },
      { seed: 1, nEstimators: 5 },
    )
    expect(alone.predictProbability(noise).data.every((p) => p === 1)).toBe(true)
    expect(alone.importance().every((share) => share === 0)).toBe(true)
  })

  it('reports progress and honours limits of depth, leaves and samples', async () => {
    const seen: number[] = []
    const forest = await RandomForest.fit(noise, outcomes, {
      seed: 1,
      nEstimators: 3,
      maxDepth: 1,
      maxSamples: 0.5,
      maxFeatures: 0.3,
      criterion: 'logLoss',
      progress: (done, total) => seen.push(done / total),
    })
    expect(seen).toEqual([1 / 3, 2 / 3, 1])
    const { roots, cover } = forest.ensemble
    for (let t = 0; t < 3; t++) {
      expect(roots[t + 1]! - roots[t]!).toBeLessThanOrEqual(3)
      expect(cover[roots[t]!]).toBe(125)
    }
  })

  const file = join(testData, 'tabular/breast_cancer.csv')
  it.skipIf(!existsSync(file))(
    'is as accurate as scikit-learn on breast_cancer (needs MILLRACE_TEST_DATA)',
    async () => {
      const lines = readFileSync(file, 'utf8').trim().split('\n').slice(1)
      const values = lines.map((line) => line.split(',').map(Number))
      const features = matrixOf(
        values.flatMap((row) => row.slice(0, 30)),
        30,
      )
      const labels = labelsOf(values.map((row) => (row[30] === 0 ? 'malignant' : 'benign')))
      const order = shuffled(569, createRandom(4))
      const scores = new Float64Array(569)
      let right = 0
      for (let fold = 0; fold < 5; fold++) {
        const test = order.filter((_, i) => i % 5 === fold)
        const train = order.filter((_, i) => i % 5 !== fold)
        const forest = await RandomForest.fit(pickRows(features, train), pickLabels(labels, train), { seed: fold })
        const predicted = forest.predictProbability(pickRows(features, test))
        right += accuracy(pickLabels(labels, test), mostProbable(predicted)) * test.length
        for (const [i, row] of test.entries()) scores[row] = predicted.data[2 * i + 1]!
      }
      // 0.9649 of scikit-learn, give or take two standard errors of a share of 569 rows.
      expect(Math.abs(right / 569 - 0.9649)).toBeLessThan(2 * Math.sqrt((0.9649 * 0.0351) / 569))
      expect(rocAuc(labels.codes, scores)).toBeGreaterThan(0.983)
    },
  )
})
