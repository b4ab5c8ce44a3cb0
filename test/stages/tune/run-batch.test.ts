import { describe, expect, test } from 'vitest'
import { batchSeconds, runBatch } from '../../../stages/tune/run-batch.ts'

const later = (turns: number) => new Promise<void>((resolve) => setTimeout(resolve, turns))

describe('a batch', () => {
  test.each([1, 2, 3, 9])('gives what each gave in order, with never more than %i at a time', async (lanes) => {
    let [running, most] = [0, 0]
    const made = await runBatch(5, lanes, async (place) => {
      most = Math.max(most, ++running)
      await later(5 - place)
      running--
      return place * 10
    })
    expect(made).toEqual([0, 10, 20, 30, 40])
    expect(most).toBe(Math.min(lanes, 5))
  })

  test.each([1, 2, 4])(
    'throws the error of the first that fails, whichever ends first, with %i lanes',
    async (lanes) => {
      const begun: number[] = []
      const running = runBatch(8, lanes, async (place) => {
        begun.push(place)
        await later(place === 1 ? 20 : 1)
        if (place === 1 || place === 2) throw new Error(`of ${place}`)
      })
      await expect(running).rejects.toThrow('of 1')
      expect(begun.length).toBeLessThan(8)
    },
  )

  test('takes as long as its lanes are busy', () => {
    expect(batchSeconds([3, 1, 1, 2], 1)).toBe(7)
    expect(batchSeconds([3, 1, 1, 2], 2)).toBe(4)
    expect(batchSeconds([], 2)).toBe(0)
  })
})
