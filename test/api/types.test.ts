import { spawnSync } from 'node:child_process'
import { mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ProjectRig } from '../rig/project-rig.ts'
import { tablesProject } from '../rig/sample-stages.ts'

const repository = join(import.meta.dirname, '..', '..')

const script = `
import { openPipeline } from 'millrace'
import type { Tables } from './pipeline.types.ts'

export const pipeline = await openPipeline<Tables>()
const rows = await pipeline.table('big.table').head()
export const value: number | null | undefined = rows[0]?.value
await pipeline.run('count')
await pipeline.json('count.count')
await pipeline.table('rows.table').column('name')

// @ts-expect-error a stage that is misspelt
pipeline.table('bigg.table')
// @ts-expect-error an output that is misspelt
pipeline.table('big.tabel')
// @ts-expect-error an output of another kind
pipeline.table('count.count')
// @ts-expect-error a column that is misspelt
rows[0]?.valeu
// @ts-expect-error a column that the query left out
rows[0]?.name
// @ts-expect-error a column of another type
export const text: string = rows[0]?.value
// @ts-expect-error a column that is misspelt
await pipeline.table('rows.table').column('nmae')
// @ts-expect-error a stage that is misspelt
await pipeline.run('cuont')
// @ts-expect-error a stage that is misspelt
await pipeline.explain('cuont')
`

test('with the types that are written, a misspelt stage, output or column is an error of the compiler', async () => {
  const rig = new ProjectRig(tablesProject)
  expect((await rig.run('types')).stderr).toContain('columns are not known: rows.table, big.table')
  await rig.run()
  expect(await rig.run('types')).toMatchObject({ code: 0, stderr: 'pipeline.types.ts holds the type Tables.\n' })
  mkdirSync(rig.path('node_modules', '@types'), { recursive: true })
  symlinkSync(repository, rig.path('node_modules', 'millrace'))
  symlinkSync(join(repository, 'node_modules', '@types', 'node'), rig.path('node_modules', '@types', 'node'))
  const { compilerOptions } = JSON.parse(JSON.stringify(await import('../../tsconfig.json'))) as {
    compilerOptions: object
  }
  rig.write({
    'script.ts': script,
    // What the compiler says of a misspelt name that nothing expects.
    'wrong.ts': "import { pipeline } from './script.ts'\npipeline.table('big.tabel')\n",
    'tsconfig.json': { compilerOptions, files: ['script.ts', 'wrong.ts'] },
  })
  const tsc = spawnSync(join(repository, 'node_modules', '.bin', 'tsc'), ['-p', rig.folder], { encoding: 'utf8' })
  // Sources of the repository, which a project with other types of its platform reads too, are not what is asked about.
  const said = tsc.stdout.split('\n').filter((line) => /^\S.*error TS/.test(line) && !line.startsWith('src/'))
  expect(said).toEqual([expect.stringMatching(/wrong\.ts\(2,16\): error TS2345: Argument of type '"big\.tabel"'/)])
})
