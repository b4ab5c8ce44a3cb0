import { afterAll, describe, test } from 'vitest'
import { playCase } from './rig/cases/play-case.ts'
import { RanBases } from './rig/cases/ran-bases.ts'
import { caseNames, readCase } from './rig/cases/read-case.ts'

const ranBases = new RanBases()
afterAll(() => ranBases.remove())

/** What a case is, and how one is added: test/cases/README.md. */
describe.concurrent('a case prints what it is expected to', () => {
  test.for(caseNames())('%s', async (name, { expect }) => {
    const played = readCase(name)
    await expect(await playCase(played, ranBases)).toMatchFileSnapshot(played.expected)
  })
})
