import { describe, expect, it } from 'vitest'
import { differenceSentence, digitsFor, spansZero } from '../../../stages/evaluate/difference-sentence.ts'

const words = { model: 'the forest', baseline: 'Elo alone', metric: 'log loss', rowNoun: 'matches' }
const say = (mean: number, lower: number, upper: number) =>
  differenceSentence(words, { mean, lower, upper, level: 0.95, n: 38 })

describe('differenceSentence', () => {
  it('calls a negative difference better, and says that an interval over zero decides nothing', () => {
    expect(say(-0.09, -0.28, 0.09)).toBe(
      'On 38 matches the log loss of the forest is 0.09 below that of Elo alone (better); the 95 % interval, −0.28 to +0.09, includes no difference.',
    )
  })

  it('calls a positive difference worse', () => {
    expect(say(0.05, -0.1, 0.2)).toContain('is 0.05 above that of Elo alone (worse)')
    expect(say(0.05, -0.1, 0.2)).toContain('−0.10 to +0.20, includes no difference')
  })

  it('says on which side of zero an interval lies', () => {
    expect(say(-0.2, -0.3, -0.1)).toContain('−0.30 to −0.10, lies below zero')
    expect(say(0.2, 0.1, 0.3)).toContain('+0.10 to +0.30, lies above zero')
  })

  it('counts an interval that touches zero as one that includes it', () => {
    expect(spansZero({ lower: 0, upper: 0.1 })).toBe(true)
    expect(spansZero({ lower: -0.1, upper: 0 })).toBe(true)
    expect(spansZero({ lower: 0.001, upper: 0.1 })).toBe(false)
  })

  it('says neither better nor worse of no difference', () => {
    expect(say(0, 0, 0)).toBe(
      'On 38 matches the log loss of the forest is the same as that of Elo alone; the 95 % interval, 0.000 to 0.000, includes no difference.',
    )
  })

  it('has the direction of the sign for any difference, also a tiny one', () => {
    for (const mean of [-3, -0.4, -0.0012, -0.00004, 0.00004, 0.0012, 0.4, 3]) {
      const sentence = say(mean, mean - 1, mean + 1)
      expect(sentence.includes(mean < 0 ? 'below that of Elo alone (better)' : 'above that of Elo alone (worse)')).toBe(
        true,
      )
      expect(sentence).not.toMatch(/is 0\.0+ (below|above)/)
    }
    expect(digitsFor({ mean: 0.0012, lower: -0.5, upper: 0.5 })).toBe(3)
    expect(digitsFor({ mean: 0.25, lower: 0.24, upper: 0.26 })).toBe(3)
  })
})
