import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { globSync } from 'tinyglobby'
import { expect, it } from 'vitest'

const root = join(import.meta.dirname, '../..')
/** What the standard leaves to the engine: two engines, or two versions of one, may differ in the last bit. */
const engines =
  /Math\.(exp|expm1|log|log1p|log2|log10|pow|sin|cos|tan|sinh|cosh|tanh|asin|acos|atan|atan2|cbrt|hypot)\b/
/** Judging is not learning, and sizes of memory reach no model. */
const others = [
  /^src\/ml\/(metrics|drift|statistics|fairness|generated)\//,
  /^src\/ml\/trees\/sum-leaves\.ts$/,
  /^src\/ml\/boosting\/lay-out-boosting\.ts$/,
]

it('no learner asks the engine for an exponential or its like', () => {
  const found = globSync('src/ml/**/*.ts', { cwd: root })
    .filter((file) => !others.some((other) => other.test(file)))
    .flatMap((file) =>
      readFileSync(join(root, file), 'utf8')
        .split('\n')
        .flatMap((line, i) => {
          const code = line.replace(/^\s*(\/?\*|\/\/).*$/, '').replace(/\/\/.*$/, '')
          return engines.test(code) ? [`${file}:${i + 1}: ${line.trim()}`] : []
        }),
    )
  expect(found).toEqual([])
})
