import { join } from 'node:path'
import { expect, test } from 'vitest'
import { projectPaths } from '../../src/project/project-paths.ts'
import { readEnvFile } from '../../src/project/read-env-file.ts'
import { readSnapshot, snapshotPath } from '../../src/project/read-snapshot.ts'
import { reportPaths } from '../../src/project/report-paths.ts'
import { temporaryFolder } from '../rig/temporary-folder.ts'

test('the store stands at the project, lock file and report beside the pipeline file', () => {
  const root = temporaryFolder({ 'package.json': '{}', 'pipelines/co2/pipeline.yaml': '', 'odds.yml': '' })
  expect(projectPaths(undefined, root)).toEqual({
    pipeline: join(root, 'pipeline.yaml'),
    root,
    store: join(root, 'artifacts/.store'),
    lock: join(root, 'pipeline.lock'),
    env: join(root, '.env'),
    reports: join(root, 'reports'),
  })
  expect(projectPaths('pipelines/co2/pipeline.yaml', root)).toMatchObject({
    root,
    lock: join(root, 'pipelines/co2/pipeline.lock'),
    reports: join(root, 'pipelines/co2/reports'),
  })
  expect(projectPaths('odds.yml', root)).toMatchObject({
    lock: join(root, 'odds.lock'),
    reports: join(root, 'reports'),
  })
})

test('a report is called as its pipeline, beside the pipeline file; the list of all stands at the project', () => {
  const paths = { root: '/p', reports: '/p/pipelines/co2/reports' }
  expect(reportPaths(paths, 'co2')).toEqual({
    page: '/p/pipelines/co2/reports/co2.html',
    folder: '/p/pipelines/co2/reports/co2',
    index: '/p/reports/index.html',
  })
  expect(reportPaths({ root: '/p', reports: '/p/reports' }, 'index').page).toBe('/p/reports/index-report.html')
})

test('values of .env stand below those of the process', () => {
  const folder = temporaryFolder({ '.env': 'A=file\nB="two words"\n# no\n' })
  expect(readEnvFile(join(folder, '.env'), { A: 'process' })).toEqual({ A: 'process', B: 'two words' })
  const env = { A: 'process' }
  expect(readEnvFile(join(folder, 'none'), env)).toBe(env)
})

test('a snapshot that is absent, damaged or of another version is none', () => {
  const folder = temporaryFolder()
  expect(readSnapshot(folder, ['/here'])).toBeUndefined()
  const path = snapshotPath(folder, ['/here']).slice(folder.length + 1)
  for (const text of ['{ "half', '{ "version": "0.0.0", "tokens": {}, "env": {}, "events": [] }'])
    expect(readSnapshot(temporaryFolder({ [path]: text }), ['/here'])).toBeUndefined()
})
