import { afterAll, beforeAll, describe, test } from 'vitest'
import { type BuiltMillrace, builtMillrace } from './rig/built-millrace.ts'
import { playCase } from './rig/cases/play-case.ts'
import { RanBases } from './rig/cases/ran-bases.ts'
import { caseNames, readCase } from './rig/cases/read-case.ts'

let millrace: BuiltMillrace
let ranBases: RanBases

beforeAll(() => {
  millrace = builtMillrace()
  ranBases = new RanBases(millrace.program)
})

afterAll(async () => {
  await ranBases.remove()
  millrace.remove()
})

/** What a case is, and how one is added: test/cases/README.md. */
describe.concurrent('a case prints what it is expected to', () => {
  test.for(caseNames())('%s', async (name, { expect }) => {
    const played = readCase(name)
    await expect(await playCase(played, millrace, ranBases)).toMatchFileSnapshot(played.expected)
  })
})
