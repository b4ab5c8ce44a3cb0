import { describe, expect, it } from 'vitest'
import { nextUp } from '../../../src/ml/forest/next-up.ts'
import { ExtraTrees, ExtraTreesRegressor, RandomForest, RandomForestRegressor } from '../../../src/ml/index.ts'
import { labelsOf, matrixOf } from '../tables.ts'

const one = { seed: 1, nEstimators: 1, bootstrap: false, maxFeatures: null }
const none = Number.NaN

describe('one tree, by hand', () => {
  it('parts two classes midway', async () => {
    const forest = await RandomForest.fit(matrixOf([1, 2, 4, 8], 1), labelsOf(['a', 'a', 'b', 'b']), one)
    const { feature, threshold, left, values, cover, roots } = forest.ensemble
    expect([...roots]).toEqual([0, 3])
    expect([...feature]).toEqual([0, -1, -1])
    expect([...threshold]).toEqual([nextUp(3), 0, 0])
    expect([...left]).toEqual([1, 0, 1])
    expect([...values]).toEqual([1, 0, 0, 1])
    expect([...cover]).toEqual([4, 2, 2])
    expect([...forest.predict(matrixOf([3, 3.0000001, -1e300, 1e300], 1)).codes]).toEqual([0, 1, 0, 1])
  })

  it('weighs: the split that parts the heavy rows is best', async () => {
    const features = matrixOf([1, 1, 2, 2, 3, 1, 4, 2], 2)
    const labels = labelsOf(['a', 'b', 'b', 'b'])
    const sampleWeight = Float64Array.of(1, 0, 3, 0.5)
    const forest = await RandomForest.fit(features, labels, { ...one, sampleWeight, maxDepth: 1 })
    // Row 2 weighs nothing, so the first feature parts row 1 from rows 3 and 4, midway between 1 and 3.
    expect(forest.ensemble.feature[0]).toBe(0)
    expect(forest.ensemble.threshold[0]).toBe(nextUp(2))
    expect([...forest.ensemble.cover]).toEqual([4.5, 1, 3.5])
  })

  it('gives means, and medians', async () => {
    const features = matrixOf([1, 2, 3, 10, 11, 12, 13], 1)
    const values = Float64Array.of(0, 0, 3, 10, 11, 12, 100)
    const mean = await RandomForestRegressor.fit(features, values, { ...one, maxLeafNodes: 2, minSamplesLeaf: 3 })
    expect([...mean.ensemble.values]).toEqual([3.25, 41])
    const median = await RandomForestRegressor.fit(features, values, {
      ...one,
      maxLeafNodes: 2,
      minSamplesLeaf: 3,
      criterion: 'absoluteError',
    })
    expect([...median.ensemble.values]).toEqual([0, 11.5])
    expect(median.importance()).toEqual(Float64Array.of(1))
  })

  it('sends missing values to the side where they part the classes better', async () => {
    for (const [labels, side] of [
      [['a', 'a', 'b', 'b', 'a'], 1],
      [['a', 'a', 'b', 'b', 'b'], 0],
    ] as const) {
      for (const learner of [RandomForest, ExtraTrees]) {
        const features = matrixOf([1, 1, 4, 4, none], 1)
        const forest = await learner.fit(features, labelsOf(labels), one)
        expect(forest.ensemble.missingLeft[0]).toBe(side)
        expect(forest.ensemble.feature.length).toBe(3)
        expect([...forest.predict(features).codes]).toEqual(labels.map((label) => (label === 'a' ? 0 : 1)))
      }
    }
  })

  it('parts missing values from all others', async () => {
    const features = matrixOf([1, none, 2, none, 3], 1)
    const labels = labelsOf(['a', 'b', 'a', 'b', 'a'])
    const forest = await RandomForest.fit(features, labels, one)
    expect(forest.ensemble.threshold[0]).toBe(Number.POSITIVE_INFINITY)
    expect([...forest.predict(matrixOf([none, 1e308], 1)).codes]).toEqual([1, 0])
    const same = matrixOf([7, none, 7, none, 7], 1)
    for (const learner of [RandomForest, ExtraTrees]) {
      const parted = await learner.fit(same, labels, one)
      expect([...parted.predict(same).codes]).toEqual([...labels.codes])
    }
    const numbers = await ExtraTreesRegressor.fit(same, Float64Array.of(1, 2, 1, 2, 1), one)
    expect([...numbers.predict(same)]).toEqual([1, 2, 1, 2, 1])
  })

  it('sends missing values where more rows went when none was missing', async () => {
    const forest = await RandomForest.fit(matrixOf([1, 2, 3, 9], 1), labelsOf(['a', 'a', 'a', 'b']), one)
    expect([...forest.predict(matrixOf([none], 1)).codes]).toEqual([0])
  })

  it('tells neighbouring doubles apart, and -0 from 0 not', async () => {
    const next = 1 + Number.EPSILON
    const forest = await RandomForest.fit(matrixOf([1, next], 1), labelsOf(['a', 'b']), one)
    expect([...forest.predict(matrixOf([1, next], 1)).codes]).toEqual([0, 1])
    const zeros = await RandomForest.fit(matrixOf([0, -0], 1), labelsOf(['a', 'b']), one)
    expect(zeros.ensemble.feature.length).toBe(1)
    const wide = await RandomForest.fit(matrixOf([-1.7e308, 1.7e308], 1), labelsOf(['a', 'b']), one)
    expect(wide.ensemble.threshold[0]).toBe(nextUp(0))
  })
})

describe('extra trees', () => {
  it('draw thresholds between the values of the node', async () => {
    const features = matrixOf([0, 1, 2, 3], 1)
    const seen = new Set<number>()
    for (let seed = 0; seed < 40; seed++) {
      const { ensemble } = await ExtraTrees.fit(features, labelsOf(['a', 'a', 'b', 'b']), { ...one, seed })
      for (let i = 0; i < ensemble.feature.length; i++) {
        if (ensemble.feature[i]! < 0) continue
        expect(ensemble.threshold[i]).toBeGreaterThanOrEqual(0)
        expect(ensemble.threshold[i]).toBeLessThanOrEqual(3)
        seen.add(ensemble.threshold[i]!)
      }
    }
    // Neither the values themselves nor the midpoints.
    expect(seen.size).toBeGreaterThan(40)
  })

  it('learn what they are shown', async () => {
    const features = matrixOf([0, 5, 1, 4, 2, 3, 3, 2, 4, 1], 2)
    const values = Float64Array.of(1, 5, 2, 8, 3)
    const trees = await ExtraTreesRegressor.fit(features, values, { seed: 2, nEstimators: 5 })
    expect([...trees.predict(features)]).toEqual([...values])
  })
})
