import { describe, expect, it } from 'vitest'
import { createRandom, type Random } from '../../../src/base/random.ts'
import { sigmoid } from '../../../src/ml/kernels/boosting/logistic-gradients.ts'
import {
  type BoostingKernels,
  openBoostingKernels,
  openBoostingTwins,
} from '../../../src/ml/kernels/boosting/open-boosting-kernels.ts'
import { createSharedMemory } from '../../../src/ml/threads/shared-memory.ts'

/** The same bytes in a kernel's memory and in a twin's; after a call both must hold the same bytes again. */
function compare(
  random: Random,
  fill: (bytes: DataView, random: Random) => void,
  call: (k: BoostingKernels) => unknown,
) {
  const memory = createSharedMemory()
  memory.grow(15)
  const plain = new ArrayBuffer(memory.buffer.byteLength)
  fill(new DataView(plain), random)
  const shared = new Uint8Array(memory.buffer)
  const kernels = openBoostingKernels(memory)
  expect(memory.wasm).toBeDefined()
  shared.set(new Uint8Array(plain, start), start)
  const results = [call(kernels), call(openBoostingTwins(plain))]
  expect(results[0]).toEqual(results[1])
  const compared = (buffer: ArrayBufferLike) => Buffer.from(new Uint8Array(buffer).slice(start, scratch))
  expect(Buffer.compare(compared(memory.buffer), compared(plain))).toBe(0)
  return { result: results[1], view: new DataView(plain) }
}

/** Places: arguments, results and room to work. What is in the room at the end is nobody's business. */
const start = 65536
const other = 3 * 65536
const third = 5 * 65536
const result = 7 * 65536
const scratch = 9 * 65536
const seeds = [1, 2, 3, 4, 5, 6]

function fillSingles(view: DataView, place: number, values: readonly number[]): void {
  for (const [i, value] of values.entries()) view.setFloat32(place + 4 * i, value, true)
}

it('takes the sigmoid to within 2e-7', () => {
  for (let margin = -100; margin <= 100; margin += 0.01) {
    expect(Math.abs(sigmoid(Math.fround(margin)) - 1 / (1 + Math.exp(-margin)))).toBeLessThan(2e-7)
  }
  expect(sigmoid(1e30)).toBe(1)
  expect(sigmoid(-1e30)).toBeLessThan(1e-37)
})

describe.each(seeds)('kernels and twins give the same bytes, seed %i', (seed) => {
  const rows = 40 + 13 * seed
  const special = [Number.NaN, 0, -0, 1e-45, -1e38, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  const draw = (random: Random, count: number) =>
    Array.from({ length: count }, () =>
      random.integer(9) === 0 ? special[random.integer(special.length)]! : (random.next() - 0.5) * 10,
    )

  it('when sorting a column', () => {
    const { result: count } = compare(
      createRandom(seed),
      (view, random) => fillSingles(view, start, draw(random, rows)),
      (k) => k.sortColumn(start, rows, other, scratch, scratch + 65536),
    )
    expect(count).toBeLessThan(rows)
  })

  it('when binning a column', () => {
    const fill = (view: DataView, random: Random) => {
      fillSingles(view, start, draw(random, rows))
      const cuts = Array.from({ length: 20 * seed }, () => (random.next() - 0.5) * 10).sort((a, b) => a - b)
      fillSingles(view, other, [...cuts, ...Array(256 - cuts.length).fill(Number.POSITIVE_INFINITY)])
    }
    compare(createRandom(seed), fill, (k) => k.binColumn(start, rows, result, 3, other, 255))
  })

  it('when taking logistic gradients', () => {
    const fill = (view: DataView, random: Random) => {
      fillSingles(
        view,
        start,
        Array.from({ length: rows }, () => (random.next() - 0.5) * 10 ** random.integer(4)),
      )
      fillSingles(
        view,
        other,
        Array.from({ length: rows }, () => random.integer(2)),
      )
      fillSingles(
        view,
        third,
        Array.from({ length: rows }, () => random.integer(3) * random.next()),
      )
    }
    for (const weights of [0, third]) {
      compare(createRandom(seed), fill, (k) =>
        k.logisticGradients(start, other, weights, result, seed, rows, 2 ** 20, 2 ** 24),
      )
    }
  })

  it('when taking softprob gradients', () => {
    const [classes, count] = [3, 90]
    const fill = (view: DataView, random: Random) => {
      fillSingles(
        view,
        start,
        Array.from({ length: count * classes }, () => (random.next() - 0.5) * 10 ** random.integer(3)),
      )
      fillSingles(
        view,
        other,
        Array.from({ length: count }, () => random.integer(classes)),
      )
      fillSingles(
        view,
        third,
        Array.from({ length: count }, () => random.integer(3) * random.next()),
      )
    }
    for (const weights of [0, third]) {
      compare(createRandom(seed), fill, (k) =>
        k.softprobGradients(start, other, weights, result, count, classes, seed, count, 2 ** 20, 2 ** 22, scratch),
      )
    }
  })

  it('when adding up, merging and subtracting histograms', () => {
    const features = 4 + seed
    const stride = 16
    const fill = (view: DataView, random: Random) => {
      for (let i = 0; i < rows * stride; i++) view.setUint8(start + i, random.integer(16))
      for (let i = 0; i < rows; i++) view.setUint32(other + 4 * i, random.integer(rows), true)
      fillSingles(
        view,
        third,
        Array.from({ length: 2 * rows }, () => random.integer(2 ** 24) - 2 ** 23),
      )
    }
    const bytes = 12 * 256
    compare(createRandom(seed), fill, (k) => {
      k.clear(result, 3 * bytes)
      k.addHistogram(result, 256, features, start, stride, third, other, 1, rows, scratch)
      k.addHistogram(result + bytes, 256, features, start, stride, third, other, 3, 20, scratch)
      k.addTo(result + 2 * bytes, result, bytes)
      k.subtractFrom(result + 2 * bytes, result + bytes, bytes)
    })
  })

  it('when looking for splits, of sparse and of full histograms, with missing values or without', () => {
    for (const share of [1, 3, 20]) {
      const fill = (view: DataView, random: Random) => {
        let [g, h] = [0, 0]
        for (let feature = 0; feature < 3; feature++) {
          view.setInt32(third + 4 * feature, 15 - feature, true)
          view.setUint8(third + 64 + feature, feature === 1 && seed % 2 === 0 ? 0 : 1)
          let [ownG, ownH] = [0, 0]
          for (let bin = 0; bin < 17; bin++) {
            if (bin >= 15 - feature && bin < 16) continue
            if (random.integer(share) !== 0 || (bin === 16 && seed === 1)) continue
            const pair = [random.integer(1000) - 500, 1 + random.integer(100)] as const
            ownG += pair[0]
            ownH += pair[1]
            view.setFloat64(start + feature * 272 + bin * 16, pair[0], true)
            view.setFloat64(start + feature * 272 + bin * 16 + 8, pair[1], true)
          }
          // The same sums in each feature, as in a fit: the last bin takes up the difference.
          if (feature === 0) [g, h] = [ownG, ownH + 500]
          const last = start + feature * 272 + (14 - feature) * 16
          view.setFloat64(last, view.getFloat64(last, true) + g - ownG, true)
          view.setFloat64(last + 8, view.getFloat64(last + 8, true) + h - ownH, true)
        }
        view.setFloat64(other, g, true)
        view.setFloat64(other + 8, h, true)
      }
      const twin = new DataView(new ArrayBuffer(16 * 65536))
      fill(twin, createRandom(seed))
      const [g, h] = [twin.getFloat64(other, true), twin.getFloat64(other + 8, true)]
      for (const [lambda, least] of [
        [0, 1],
        [7, 30],
        [1, 1e6],
      ] as const) {
        const { view } = compare(createRandom(seed), fill, (k) =>
          k.findSplits(start, 272, 0, 3, third + 64, third, 16, g, h, lambda, least, result),
        )
        if (least === 1e6) expect(view.getFloat64(result, true)).toBe(Number.NEGATIVE_INFINITY)
      }
    }
  })

  it('when parting rows and adding leaf values', () => {
    const fill = (view: DataView, random: Random) => {
      for (let i = 0; i < rows; i++) view.setUint32(start + 4 * i, rows - 1 - i, true)
      for (let i = 0; i < rows * 4; i++) view.setUint8(other + i, random.integer(256))
      for (let i = 0; i < 256; i++) view.setUint8(third + i, random.integer(2))
      fillSingles(
        view,
        result,
        Array.from({ length: 2 * rows }, () => random.next()),
      )
    }
    compare(createRandom(seed), fill, (k) => {
      const middle = k.partitionRows(start, 2, rows - 1, other + 1, 4, third, scratch)
      k.addLeafValue(result + 4, start, 2, middle, 0.1, 2)
      k.addSplitValues(result, 2, start, middle, rows, other + 2, 4, third, 0.3, -0.7)
      k.countUp(start, seed, rows - 5)
      return middle
    })
  })
})
