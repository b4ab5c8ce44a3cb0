import { beforeAll, describe, expect, it } from 'vitest'
import { createArena } from '../../../src/ml/threads/arena.ts'
import { runProgram } from '../../../src/ml/threads/run-program.ts'
import { program } from '../../fixtures/threads/sum.program.ts'

let source = ''
beforeAll(async () => {
  const { bundleProgram } = (await import('../../../scripts/build-kernels.mjs' as string)) as {
    bundleProgram(entry: string): Promise<string>
  }
  source = await bundleProgram('test/fixtures/threads/sum.program.ts')
})

function run(threads: number, fail?: string, signal?: AbortSignal) {
  const arena = createArena()
  const at = arena.take(Int32Array, 2).byteOffset
  const heard: unknown[] = []
  const payload = { tasks: 100, at, ...(fail === undefined ? {} : { fail }) }
  const done = runProgram({
    program,
    source,
    payload,
    memory: arena.memory,
    threads,
    signal,
    onMessage: (message) => heard.push(message),
    onQuestion: async (sum) => (sum as number) + 1,
  })
  return { done, heard }
}

describe.each([1, 2, 4])('a program in %i threads', (threads) => {
  it('shares tasks and memory, speaks, asks and is answered', async () => {
    const { done, heard } = run(threads)
    expect(await done).toEqual(Array.from({ length: threads }, () => 328351))
    expect(heard).toEqual([{ tasks: 100 }])
  })

  it('fails as the program fails, though others wait at a barrier', async () => {
    await expect(run(threads, 'throw').done).rejects.toThrow('task 3 is bad')
  })

  it('stops when it is aborted', async () => {
    const cancel = new AbortController()
    setTimeout(() => cancel.abort(new Error('enough')), 50)
    await expect(run(threads, 'never', cancel.signal).done).rejects.toThrow('enough')
  })
})

it('says when a thread dies', async () => {
  await expect(run(2, 'exit').done).rejects.toMatchObject({ code: 'E_ML_THREAD' })
})

it('refuses more than kernels can reach', () => {
  const arena = createArena()
  expect(() => arena.take(Float64Array, 600_000_000)).toThrow(expect.objectContaining({ code: 'E_ML_MEMORY' }))
})
