import { rmSync, statfsSync, writeFileSync } from 'node:fs'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { CliResult } from '../rig/project-rig.ts'
import { ProjectRig } from '../rig/project-rig.ts'
import { mayMount, mountSmallDisk } from './rig/mounts.ts'
import { soakProject } from './rig/soak-project.ts'

const mounting = mayMount()

/** A project that stands on a disk of its own. */
function onSmallDisk(files: Readonly<Record<string, unknown>>, size: string): ProjectRig {
  const removals: (() => void)[] = []
  const project = new ProjectRig({}, (remove) => removals.push(remove))
  // Last in, first out: the disk is taken away first.
  onTestFinished(() => removals[0]!())
  mountSmallDisk(project.folder, size)
  project.write({ 'package.json': { name: 'rig', private: true, type: 'module' }, ...files })
  return project
}

/** Leaves so many bytes free. */
function fill(project: ProjectRig, room: number): void {
  const { bavail, bsize } = statfsSync(project.folder)
  writeFileSync(project.path('filler'), Buffer.alloc(Math.max(0, bavail * bsize - room)))
}

function expectFull({ code, stderr }: CliResult): void {
  expect(stderr).toContain('E_DISK_FULL')
  expect(stderr).toMatch(/the disk of .* has not enough room: \d+\.\d MB free/)
  expect(stderr).toContain('millrace gc')
  expect(stderr).not.toContain('E_INTERNAL')
  expect(stderr).not.toMatch(/^\s+at /m)
  expect(code).toBe(1)
}

describe.runIf(mounting)('a disk that is full', () => {
  test('at whatever moment: a code, the folder, what is free and what to do; nothing is lost, and with room the next run ends well', async () => {
    const project = onSmallDisk(soakProject, '24m')
    expect((await project.run()).code).toBe(0)
    const before = project.contents('artifacts/soak', 'pipeline.lock')
    let full = 0
    for (const [round, room] of [0, 8_000, 40_000, 100_000, 180_000, 300_000].entries()) {
      // All stages but one are to be done again, each time with other tables.
      project.write({ 'pipeline.yaml': soakProject['pipeline.yaml'].replace('factor: 3', `factor: ${7 + round}`) })
      fill(project, room)
      const result = await project.run('--jobs', '1')
      if (result.code !== 0) {
        expectFull(result)
        full++
      }
      rmSync(project.path('filler'))
      const next = await project.run()
      expect([room, next.code, next.stderr.match(/E_\w+/)]).toEqual([room, 0, null])
    }
    expect(full).toBeGreaterThan(2)
    // What was there before is there still.
    project.write({ 'pipeline.yaml': soakProject['pipeline.yaml'] })
    const back = await project.run('--json')
    expect(back.events.at(-1)).toMatchObject({ ok: true, ran: 0, reused: 10 })
    expect(project.contents('artifacts/soak', 'pipeline.lock')).toEqual(before)
  })

  const big = (body: string) => ({
    'pipeline.yaml': 'name: big\nstages:\n  big: { use: stages/big.ts }\n',
    'stages/big.ts': `import { createRandom, defineStage, file, Table, table } from 'millrace'
void createRandom; void file; void table; void Table
${body}`,
  })

  test.each([
    [
      'for a table that DuckDB writes',
      `export default defineStage({ inputs: {}, outputs: { table: table() }, run: ({ seed }) => {
        const random = createRandom(seed)
        return { table: Table.from({ x: Float64Array.from({ length: 600_000 }, () => random.next()) }) } } })`,
    ],
    [
      'for a file that a stage gives',
      `export default defineStage({ inputs: {}, outputs: { file: file() }, run: () => ({ file: 'x'.repeat(5_000_000) as never }) })`,
    ],
  ])('%s: that stage fails', async (_, body) => {
    const project = onSmallDisk(big(body), '16m')
    expect((await project.run('status')).code).toBe(1)
    fill(project, 1_500_000)
    const result = await project.run()
    expectFull(result)
    expect(result.stderr).toContain('big')
    expect(project.list('artifacts/.store/work')).toEqual([])
    rmSync(project.path('filler'))
    expect((await project.run()).code).toBe(0)
  })

  test('does not hinder looking: status, explain and graph', async () => {
    const project = onSmallDisk(soakProject, '24m')
    expect((await project.run()).code).toBe(0)
    project.write({ 'pipeline.yaml': soakProject['pipeline.yaml'].replace('factor: 3', 'factor: 4') })
    fill(project, 0)
    const status = await project.run('status')
    expect([status.code, status.stderr.match(/E_\w+/)]).toEqual([1, null])
    expect((await project.run('explain', 'rows')).stderr).toContain('factor: 3 → 4')
    expect((await project.run('graph')).code).toBe(0)
  })
})
