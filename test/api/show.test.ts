import { expect, onTestFinished, test, vi } from 'vitest'
import { openPipeline } from '../../src/index.ts'
import { ProjectRig } from '../rig/project-rig.ts'
import { apiProject } from './api-project.ts'

/** What `work` prints. */
async function printed(work: () => Promise<void>): Promise<string> {
  const write = vi.spyOn(console, 'log').mockReturnValue()
  try {
    await work()
    return write.mock.calls.map(([text]) => `${text}\n`).join('')
  } finally {
    write.mockRestore()
  }
}

test('a cell shows its stage, and a parameter that it changes holds for the cells below until it is changed back', async () => {
  const rig = new ProjectRig(apiProject)
  const pipeline = await openPipeline(rig.path('pipeline.yaml'))
  onTestFinished(() => pipeline.close())
  expect(await printed(() => pipeline.show())).toContain('rows   stale: has never run')

  expect(await printed(() => pipeline.show('count'))).toBe('○ count is fresh\ncount.count 10\n')
  const lock = rig.read('pipeline.lock')

  expect(await printed(() => pipeline.show('rows', { count: 4 }))).toContain('rows.table: 4 rows')
  expect(await printed(() => pipeline.show('count'))).toBe('○ count is fresh\ncount.count 4\n')
  expect(rig.read('pipeline.lock')).toBe(lock)
  expect((await pipeline.json('count.count')).value).toBe(10)

  // The value that the schema fills in is no change: the run is no trial.
  expect(await printed(() => pipeline.show('rows', { count: 10 }))).toContain('rows.table: 10 rows')
  expect(await printed(() => pipeline.show('count'))).toContain('count.count 10')
})

test('a parameter that a stage does not have is an error, and is forgotten by the next cell', async () => {
  const rig = new ProjectRig(apiProject)
  const pipeline = await openPipeline(rig.path('pipeline.yaml'))
  onTestFinished(() => pipeline.close())
  await expect(pipeline.show('rows', { cuont: 4 })).rejects.toMatchObject({ code: 'E_PARAMS' })
  expect(await printed(() => pipeline.show('rows'))).toContain('rows.table: 10 rows')
  await expect(pipeline.show('raws')).rejects.toMatchObject({ code: 'E_UNKNOWN_STAGE' })
})
