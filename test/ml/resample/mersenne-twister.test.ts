import { expect, it } from 'vitest'
import { createMersenneTwister } from '../../../src/ml/resample/mersenne-twister.ts'
import { golden } from '../tables.ts'

interface Stream {
  seed: number
  integers: [number, number[]][]
  uniforms: number[]
}

it('draws the vector of the definitions: four numbers below 40 from eight draws, then uniforms', () => {
  const twister = createMersenneTwister(0)
  expect(Array.from({ length: 4 }, () => twister.integer(40))).toEqual([0, 3, 3, 39])
  const uniforms = Array.from({ length: 4 }, () => twister.uniform())
  for (const [i, value] of [0.4236547993, 0.6458941131, 0.4375872113, 0.8917730008].entries()) {
    expect(uniforms[i]).toBeCloseTo(value, 10)
  }
})

it.each(golden<{ streams: Stream[] }>('smote').streams)("draws NumPy's numbers for seed $seed", (stream) => {
  const twister = createMersenneTwister(stream.seed)
  for (const [bound, values] of stream.integers) {
    expect(values.map(() => twister.integer(bound))).toEqual(values)
  }
  const uniforms = Array.from({ length: 700 }, () => twister.uniform())
  expect(uniforms.slice(-20)).toEqual(stream.uniforms)
})
