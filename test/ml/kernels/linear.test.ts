import { describe, expect, it } from 'vitest'
import { createRandom } from '../../../src/base/random.ts'
import {
  blockColumns,
  blockRows,
  blockStride,
  type LinearKernels,
} from '../../../src/ml/kernels/linear/linear-kernels.ts'
import { openLinearKernels, openLinearTwins } from '../../../src/ml/kernels/linear/open-linear-kernels.ts'
import { createSharedMemory } from '../../../src/ml/threads/shared-memory.ts'

const random = createRandom(5)
const start = 65536
const width = 7
const classes = 4

/** Places of everything that the kernels read and write, one after the other. */
function layOut() {
  let end = start
  const take = (bytes: number) => {
    const place = end
    end = Math.ceil((end + bytes) / 64) * 64
    return place
  }
  return {
    singles: take(4 * 300 * width),
    doubles: take(8 * 300 * width),
    codes: take(4 * 301),
    weights: take(8 * 301),
    perClass: take(8 * classes),
    counts: take(8 * classes),
    center: take(8 * width),
    inverse: take(8 * width),
    block: take(8 * blockStride * blockColumns(width)),
    scratch: take(8 * blockStride * 3),
    theta: take(8 * width),
    scores: take(8 * blockRows * classes),
    residuals: take(8 * blockRows * classes),
    curvature: take(8 * blockRows),
    sums: take(8 * width * width),
  }
}
const at = layOut()

/** The same bytes in a kernel's memory and in a twin's; after a call both must hold the same bytes again. */
function compare(fill: (memory: Float64Array, wholes: Int32Array) => void, call: (kernels: LinearKernels) => unknown) {
  const memory = createSharedMemory()
  memory.grow(4)
  const plain = new ArrayBuffer(memory.buffer.byteLength)
  const values = new Float64Array(plain)
  for (let i = start / 8; i < values.length; i++) values[i] = random.next() * 8 - 4
  const wholes = new Int32Array(plain)
  for (let i = 0; i < 301; i++) wholes[at.codes / 4 + i] = Math.floor(random.next() * classes)
  const singles = new Float32Array(plain, at.singles, 300 * width)
  for (let i = 0; i < singles.length; i++) singles[i] = random.next() * 8 - 4
  fill(values, wholes)
  new Uint8Array(memory.buffer).set(new Uint8Array(plain, start), start)
  expect(memory.wasm).toBeDefined()
  const results = [call(openLinearKernels(memory)), call(openLinearTwins(plain))]
  expect(results[0]).toEqual(results[1])
  return { memory: new Float64Array(memory.buffer), plain: values, result: results[1] }
}

/** Whether `count` doubles from a place on are the same; rows of scratch that nobody reads may differ. */
function same({ memory, plain }: ReturnType<typeof compare>, place: number, count: number): void {
  expect(memory.slice(place / 8, place / 8 + count)).toEqual(plain.slice(place / 8, place / 8 + count))
}

const none = () => {}

describe.each([256, 255, 47, 16, 2, 1])('kernels of linear models and their twins, %d rows', (count) => {
  const rows = Math.ceil(count / 16) * 16
  const even = count + (count % 2)

  it.each([32, 64] as const)('load blocks and sum columns of %d bits', (bits) => {
    const [data, bytes] = bits === 32 ? [at.singles, 4] : [at.doubles, 8]
    const both = compare(none, (k) => {
      k[`loadRows${bits}`](data + 3 * bytes, 300 * bytes, width, count, rows, at.center, at.inverse, at.block)
      return k[`sumColumn${bits}`](data, count)
    })
    for (let j = 0; j < width; j++) {
      same(both, at.block + 8 * j * blockStride, rows)
      const [value, middle] = [both.plain[at.block / 8 + j * blockStride]!, both.plain[at.center / 8 + j]!]
      const raw = bits === 32 ? new Float32Array(both.plain.buffer, data) : new Float64Array(both.plain.buffer, data)
      expect(value).toBe((raw[j * 300 + 3]! - middle) * both.plain[at.inverse / 8 + j]!)
    }
    expect(both.plain.slice(at.block / 8 + count, at.block / 8 + rows).every((value) => value === 0)).toBe(true)
  })

  it('score, and add gradients and products', () => {
    const both = compare(none, (k) => {
      k.scoreRows(at.block, width, at.theta, rows, at.scores)
      k.addGradient(at.block, width, at.residuals, rows, at.sums)
      k.addGram(at.block, width, at.curvature, rows, at.scratch, at.sums)
    })
    same(both, at.scores, rows)
    same(both, at.sums, width * width)
  })

  it.each([
    ['ordinary', 1],
    ['extreme', 400],
  ])('judge two classes by %s scores', (_, scale) => {
    const both = compare(
      (values, wholes) => {
        for (let i = 0; i < 301; i++) wholes[at.codes / 4 + i]! %= 2
        for (let i = 0; i < blockRows; i++) values[at.scores / 8 + i]! *= scale
        // Runs of equal weights, as those of classes are.
        for (let i = 0; i < 301; i++) values[at.weights / 8 + i] = i < 40 ? 2 : 1 + (i % 3)
      },
      (k) => k.judgeTwo(at.scores, at.codes, at.weights, count, rows, at.residuals, at.curvature),
    )
    same(both, at.scores, rows)
    same(both, at.residuals, rows)
    expect(both.result).toBeGreaterThanOrEqual(0)
  })

  it.each([
    ['ordinary', 1],
    ['extreme', 400],
  ])('judge four classes by %s scores, and curve', (_, scale) => {
    const both = compare(
      (values) => {
        for (let i = 0; i < blockRows * classes; i++) values[at.scores / 8 + i]! *= scale
        for (let i = 0; i < 301; i++) values[at.weights / 8 + i] = Math.abs(values[at.weights / 8 + i]!)
      },
      (k) => {
        const value = k.judgeMany(at.scores, classes, at.codes, at.weights, count, rows, at.residuals)
        k.curvePair(at.scores + 8 * blockRows, at.scores, at.weights, count, rows, at.curvature)
        k.curvePair(at.scores, at.scores, at.weights, count, rows, at.sums)
        return value
      },
    )
    for (let c = 0; c < classes; c++) {
      same(both, at.scores + 8 * c * blockRows, rows)
      same(both, at.residuals + 8 * c * blockRows, rows)
    }
    same(both, at.curvature, Math.max(even, rows))
    let total = 0
    for (let c = 0; c < classes; c++) total += both.plain[at.scores / 8 + c * blockRows]!
    expect(total).toBeCloseTo(1, 12)
  })

  it('count and weigh rows, and find a code that is none', () => {
    const both = compare(
      (values) => values.fill(0, at.counts / 8, at.counts / 8 + classes),
      (k) => {
        const bad = k.countCodes(at.codes, count, classes, at.counts)
        k.weighRows(at.codes, count, at.perClass, at.weights, at.counts)
        return [bad, k.countCodes(at.codes, count, 0, at.counts)]
      },
    )
    expect(both.result).toEqual([-1, 0])
    same(both, at.weights, count)
    same(both, at.counts, classes)
  })
})
