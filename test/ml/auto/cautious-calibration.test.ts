import { describe, expect, it } from 'vitest'
import { cautiousCalibration } from '../../../src/ml/auto/cautious-calibration.ts'
import { calibrate } from '../../../src/ml/index.ts'
import { labelsOf } from '../tables.ts'

/** Two classes told apart without an error, none of it very sure. */
const labels = labelsOf(Array.from({ length: 40 }, (_, i) => (i < 20 ? 'no' : 'yes')))
const data = Float64Array.from({ length: 80 }, (_, at) => {
  const yes = at < 40 ? 0.3 : 0.7
  return at % 2 ? yes : 1 - yes
})

describe('cautiousCalibration', () => {
  for (const method of ['temperature', 'beta'] as const) {
    it(`sharpens rows without an error, and stays short of certainty: ${method}`, () => {
      const curve = cautiousCalibration(data, labels, { method })!
      const yes = calibrate({ rows: 40, classes: labels.classes, data }, curve).data[79]!
      expect(yes).toBeGreaterThan(0.9)
      // One row of each class more, spread over both halves: (20 + ½) / 21.
      expect(yes).toBeCloseTo(20.5 / 21, 3)
    })
  }

  it('listens to rows by their weight', () => {
    const codes = labels.codes.slice()
    codes[39] = 0
    const wrong = { ...labels, codes }
    const sampleWeight = new Float64Array(40).fill(1)
    const said = (weight: number) => {
      sampleWeight[39] = weight
      const curve = cautiousCalibration(data, wrong, { method: 'beta', sampleWeight })!
      return calibrate({ rows: 40, classes: labels.classes, data }, curve).data[79]!
    }
    expect(said(0)).toBeGreaterThan(said(1))
    expect(said(1)).toBeGreaterThan(said(10))
  })
})
