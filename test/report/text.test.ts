import { describe, expect, it } from 'vitest'
import { byteSize } from '../../src/report/text/byte-size.ts'
import { cellText } from '../../src/report/text/cell-text.ts'
import { columnDigits } from '../../src/report/text/column-digits.ts'
import { countOf } from '../../src/report/text/count-of.ts'
import { duration } from '../../src/report/text/duration.ts'
import { fixed } from '../../src/report/text/fixed.ts'
import { percent } from '../../src/report/text/percent.ts'
import { signed } from '../../src/report/text/signed.ts'
import { thousands } from '../../src/report/text/thousands.ts'

describe('numbers in words', () => {
  it('separate thousands and use a real minus sign', () => {
    expect([thousands(1520), thousands(-1234567), thousands(999)]).toEqual(['1,520', '−1,234,567', '999'])
    expect([fixed(-0.0004, 2), fixed(1234.5, 1), fixed(Number.NaN, 2)]).toEqual(['0.00', '1,234.5', '—'])
    expect([signed(0.053, 3), signed(0, 2), signed(-1, 1)]).toEqual(['+0.053', '0.00', '−1.0'])
    expect([percent(0.333), countOf(1, 'row'), countOf(2000, 'row')]).toEqual(['33\u00a0%', '1 row', '2,000 rows'])
  })

  it('say times and sizes as people do', () => {
    expect([0, 0.0001, 0.42, 1.24, 12.6, 59.7, 200].map(duration)).toEqual([
      '0 ms',
      '1 ms',
      '420 ms',
      '1.2 s',
      '13 s',
      '1 min',
      '3 min 20 s',
    ])
    expect([812, 48_000, 1_400_000].map(byteSize)).toEqual(['812 B', '48 kB', '1.4 MB'])
  })

  it('give a column one number of digits and lose no small value', () => {
    expect(columnDigits([2013, 2014, null])).toBe(0)
    expect(columnDigits(['a', null])).toBeUndefined()
    expect(columnDigits([0.5, 0.25])).toBe(2)
    expect(columnDigits([0.123456, 1e-7])).toBe(4)
    expect([cellText(1e-7, 4), cellText(-0.5, 2), cellText(2016, 0), cellText(null)]).toEqual([
      '1e−7',
      '−0.50',
      '2016',
      '—',
    ])
  })
})
