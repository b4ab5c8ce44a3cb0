import { afterAll, describe, expect, test } from 'vitest'
import { checkedProject } from '../../rig/checked-project.ts'
import { ProjectRig } from '../../rig/project-rig.ts'

describe('wrong checks are refused before anything runs', () => {
  // Of a stage file that stays as it is, the manifest is asked for once.
  const project = new ProjectRig(checkedProject({}), afterAll)

  test.each([
    ['- table: tabel\n  rows: 3', 'E_UNKNOWN_OUTPUT', 'pipeline.yaml:7:16', 'Did you mean "table"?'],
    ['- table: metrics\n  rows: 3', 'E_KIND_MISMATCH', 'pipeline.yaml:7:16', 'metric:'],
    ['- metric: table.rows\n  equals: 3', 'E_KIND_MISMATCH', 'pipeline.yaml:7:17', 'is a table'],
    ['- table: table\n  rwos: 3', 'E_DEFINITION', 'pipeline.yaml:8:9', 'Did you mean "rows"?'],
    ['- table: table\n  columns: { goals: { nul: 0 } }', 'E_DEFINITION', 'pipeline.yaml:8:29', 'Did you mean "nulls"?'],
    ['- table: table\n  columns: { goals: { fresh: soon } }', 'E_DEFINITION', 'pipeline.yaml:8:36', '12h, 30d or 8w'],
    ['- table: table', 'E_DEFINITION', 'pipeline.yaml:7:16', 'does not say what must hold'],
    ['- sql: SELEC 1', 'E_DEFINITION', 'pipeline.yaml:7:14', 'cannot parse'],
    ['- sql: SELECT * FROM tabel', 'E_UNKNOWN_OUTPUT', 'pipeline.yaml:7:14', 'Did you mean "table"?'],
    ['- sql: FROM "table" WHERE date < today()', 'E_DEFINITION', 'pipeline.yaml:7:40', 'today()'],
    ["- sql: FROM read_csv('x.csv')", 'E_DEFINITION', 'pipeline.yaml:7:19', 'read_csv()'],
    ['- sql: FROM "table" WHERE goals < $least', 'E_DEFINITION', 'pipeline.yaml:7:14', '$least'],
  ])('%s', async (checks, code, place, words) => {
    project.restore(checkedProject({ checks }))
    const result = await project.run()
    expect([result.code, result.stderr]).toEqual([2, expect.stringContaining(code)])
    expect(result.stderr).toContain(place)
    expect(result.stderr).toContain(words)
    expect(project.exists('artifacts/checked')).toBe(false)
  })
})
