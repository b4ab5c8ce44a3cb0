import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import type { Crew } from '../../../src/engine/contracts/crew.ts'
import { openCrew } from '../../../src/languages/ts/open-crew.ts'
import { shareArrays } from '../../../src/languages/ts/share-arrays.ts'
import { temporaryFolder } from '../../rig/temporary-folder.ts'

/** As a stage's bundle is: functions by their place. */
const bundle = `
import { threadId } from 'node:worker_threads'
class MillraceError extends Error {
  name = 'MillraceError'
  code = 'E_ML_PARAMETER'
  hint = 'Take another.'
}
const add = (given, { data }) => ({ sum: data.reduce((a, b) => a + b, given), threadId })
// Comes back when two of it are at work at the same moment, and not before.
const meet = (given, { meeting }) => {
  Atomics.add(meeting, 0, 1)
  Atomics.notify(meeting, 0)
  while (Atomics.load(meeting, 0) < 2) Atomics.wait(meeting, 0, 1, 50)
  return given
}
const misbehave = async (given) => {
  if (given === 'refuse') throw new MillraceError('It is not taken.')
  if (given === 'throw') throw new TypeError('no such thing')
  if (given === 'exit') process.exit(3)
  if (given === 'later') setTimeout(() => { throw new Error('from a timer') }) && (await new Promise(() => {}))
  if (given === 'heap') for (const held = []; ; ) held.push(new Array(1e6).fill(held.length))
  if (given === 'never') for (;;);
  return given
}
export default { threaded: [add, meet, misbehave] }
`
const opened: Crew<never, unknown>[] = []
afterEach(async () => {
  for (const crew of opened.splice(0)) await crew.close()
})

function open<Given, Made>(place: number, shared: unknown, threads = 2): Crew<Given, Made> {
  const executable = join(temporaryFolder(), 'bundle.mjs')
  writeFileSync(executable, bundle)
  const crew = openCrew<Given, Made>({ executable, place }, shared, threads, { maxOldGenerationSizeMb: 40 })
  opened.push(crew as never)
  return crew
}

describe('a crew', () => {
  test('runs calls in threads that see what is shared, each thread for call after call', async () => {
    const crew = open<number, { sum: number; threadId: number }>(0, { data: Float64Array.of(1, 2, 3) })
    const made = await Promise.all([10, 20, 30, 40, 50].map((given) => crew.run(given)))
    expect(made.map(({ sum }) => sum)).toEqual([16, 26, 36, 46, 56])
    expect(new Set(made.map(({ threadId }) => threadId)).size).toBeLessThanOrEqual(2)
  })

  test('runs them side by side', async () => {
    const crew = open<string, string>(1, { meeting: new Int32Array(1) })
    expect(await Promise.all([crew.run('a'), crew.run('b')])).toEqual(['a', 'b'])
  })

  test.each([
    ['refuse', { name: 'MillraceError', code: 'E_ML_PARAMETER', message: 'It is not taken.', hint: 'Take another.' }],
    ['throw', { name: 'TypeError', message: 'no such thing' }],
    ['exit', { code: 'E_STAGE_CRASHED', message: expect.stringContaining('exit code 3') }],
    ['later', { code: 'E_STAGE_CRASHED', message: expect.stringContaining('from a timer') }],
    ['heap', { code: 'E_STAGE_MEMORY' }],
  ])(
    'a call that does "%s" fails alone',
    async (what, error) => {
      const crew = open<string, string>(2, {})
      const [failed, ...others] = await Promise.allSettled(
        [what, 'well', 'well', 'well', 'well'].map((given) => crew.run(given)),
      )
      expect(failed).toMatchObject({ status: 'rejected', reason: error })
      expect(others.map(({ status }) => status)).toEqual(Array(4).fill('fulfilled'))
    },
    30_000,
  )

  test('that is closed ends what is at work and fails what waits', async () => {
    const crew = open<string, string>(2, {}, 1)
    const calls = [crew.run('never'), crew.run('well')]
    await crew.close()
    for (const call of calls) await expect(call).rejects.toMatchObject({ code: 'E_STAGE_CRASHED' })
  })
})

test('arrays are shared once, and all else is as it was', () => {
  const data = Float64Array.of(1, 2)
  const shared = shareArrays({
    a: data,
    again: [data],
    codes: Int32Array.of(3),
    text: 'x',
    none: undefined,
    nothing: null,
  })
  expect(shared.a.buffer).toBeInstanceOf(SharedArrayBuffer)
  expect(shared.again[0]).toBe(shared.a)
  expect([...shared.a, ...shared.codes]).toEqual([1, 2, 3])
  expect(shared.codes).toBeInstanceOf(Int32Array)
  expect(shared).toMatchObject({ text: 'x', none: undefined, nothing: null })
  expect(data.buffer).toBeInstanceOf(ArrayBuffer)
})
