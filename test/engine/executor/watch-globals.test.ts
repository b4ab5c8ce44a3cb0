import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { transformSync } from 'esbuild'
import { expect, test } from 'vitest'

const source = join(import.meta.dirname, '../../../src/engine/executor/watch-globals.ts')

/** What the watch says after each statement, in a process of its own: the test runner's has globals that change. */
function changesAfter(statements: readonly string[]): (string | null)[] {
  const { code } = transformSync(readFileSync(source, 'utf8'), { loader: 'ts', format: 'esm' })
  const steps = statements.map((statement) => `changed = watchGlobals(); ${statement}; said.push(changed() ?? null)`)
  const program = `${code}\nconst said = []; let changed\n${steps.join('\n')}\nprocess.stdout.write(JSON.stringify(said))`
  return JSON.parse(execFileSync(process.execPath, ['--input-type=module', '-e', program], { encoding: 'utf8' })) as (
    | string
    | null
  )[]
}

test('using what there is changes no global', () => {
  expect(
    changesAfter([
      `structuredClone(new Map([[1, new Intl.NumberFormat('de').format(1)]]))`,
      'await new Promise((resolve) => setTimeout(resolve, 1)); new AbortController().abort(); new TextDecoder()',
      `await import('node:crypto'); await import('node:stream/web'); crypto.randomUUID(); console.error('')`,
    ]),
  ).toEqual([null, null, null])
})

test.each([
  ['Math.random = () => 4', 'random'],
  ['Array.prototype.last = () => 1', 'last'],
  ['Object.prototype[Symbol("mine")] = 1', 'Symbol(mine)'],
  ['globalThis.mine = 1', 'mine'],
  ['Object.defineProperty(Array, "of", { get: () => () => "mine" })', 'of'],
  ['Object.defineProperty(globalThis, "performance", { value: 1 })', 'performance'],
  ['globalThis.Headers = 1', 'Headers'],
  ['console.log = () => {}', 'log'],
  ['Object.getPrototypeOf(crypto.subtle).digest = () => {}', 'digest'],
  ['Object.setPrototypeOf(Set, Map)', '__proto__'],
])('%s is told as %s', (statement, name) => {
  expect(changesAfter([statement, ';'])).toEqual([name, null])
})

test('a key that is gone is told as well', () => {
  expect(changesAfter(['delete Array.isArray'])).not.toEqual([null])
})
