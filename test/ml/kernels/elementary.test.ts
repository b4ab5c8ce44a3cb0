import { describe, expect, it } from 'vitest'
import { createRandom } from '../../../src/base/random.ts'
import { elementaryWasm } from '../../../src/ml/generated/elementary-wasm.ts'
import { exp } from '../../../src/ml/kernels/elementary/exp.ts'
import { log } from '../../../src/ml/kernels/elementary/log.ts'
import { openKernels } from '../../../src/ml/kernels/open-kernels.ts'
import { createSharedMemory } from '../../../src/ml/threads/shared-memory.ts'

const twin = { exp, log }
const kernels = openKernels<typeof twin>(createSharedMemory(), elementaryWasm, () => {
  throw new Error('kernels must be usable where the tests run')
})
const special = [0, -0, 1, -1, 5e-324, 2.2250738585072014e-308, 1.7976931348623157e308]
const beyond = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 709.8, -745.2, 709.7, -744.9, -708.5]

/** Units in the last place between what is given and the engine's own function, which is within one of the truth. */
function ulps(value: number, expected: number): number {
  if (Object.is(value, expected)) return 0
  const unit = 2 ** Math.max(Math.floor(Math.log2(Math.abs(expected))) - 52, -1074)
  return Math.abs(value - expected) / unit
}

describe.each(['exp', 'log'] as const)('%s', (name) => {
  const random = createRandom(7)
  const draw = name === 'exp' ? () => (random.next() - 0.5) * 1490 : () => exp((random.next() - 0.5) * 1400)
  const values = [...special, ...beyond, ...Array.from({ length: 200_000 }, draw)]

  it('gives the same bits in the kernel and in its twin', () => {
    for (const x of values) {
      const [kernel, plain] = [kernels[name](x), twin[name](x)]
      if (!Object.is(kernel, plain)) expect.fail(`${name}(${x}): kernel ${kernel}, twin ${plain}`)
    }
  })

  it('is within two units in the last place of Math', () => {
    const worst = values.reduce((most, x) => Math.max(most, ulps(twin[name](x), Math[name](x)) || 0), 0)
    expect(worst).toBeLessThanOrEqual(2)
  })

  it.each(beyond)('of %d is as in Math', (x) => {
    const expected = Math[name](x)
    if (Number.isFinite(expected)) expect(ulps(twin[name](x), expected)).toBeLessThanOrEqual(2)
    else expect(twin[name](x)).toBe(expected)
  })
})
