import { describe, expect, test } from 'vitest'
import { checkedProject, threeMatches } from '../rig/checked-project.ts'
import { follow } from '../rig/follow.ts'
import { type CliResult, notices, ProjectRig, ran, reused, stagesOf } from '../rig/project-rig.ts'

interface Told {
  readonly name: string
  readonly level: string
  readonly ok: boolean
  readonly seen: string
  readonly expected: string
  readonly examples?: readonly { readonly row?: number; readonly cells: Readonly<Record<string, unknown>> }[]
}

/** The checks of a stage, as a run told them. */
function checksOf({ events }: CliResult, stage = 'matches'): readonly Told[] {
  const event = events.find(({ type, stage: of }) => type === 'stage-checked' && of === stage)
  return (event?.checks ?? []) as readonly Told[]
}

const errorOf = ({ events }: CliResult) =>
  events.find(({ type }) => type === 'stage-failed')?.error as {
    code: string
    message: string
    causes: { message: string }[]
  }

const everyCheck = `- table: table
  rows: { min: 1, max: 3 }
  unique: [date, team]
  columns:
    match: { type: integer, unique: true }
    goals: { nulls: 0, min: 0, max: 20 }
    result: { values: [home, draw, away], nulls: 50% }
    date: { type: DATE, min: 2026-01-01, fresh: 1000000w }
    team: {}
- metric: metrics.test.logLoss
  max: 0.7
- metric: metrics.rows
  equals: 3
- sql: |
    SELECT * FROM "table"
    WHERE goals < 0
  name: no negative goals`

describe('checks', () => {
  test('hold, each of every kind, and are told in JSON, on the terminal and in the report', async () => {
    const files = checkedProject({ checks: everyCheck })
    const project = new ProjectRig({
      ...files,
      'pipeline.yaml': String(files['pipeline.yaml']).replace(
        '"goals":"INTEGER"',
        '"goals":"INTEGER","match":"INTEGER"',
      ),
    })
    const first = await project.run('--json')
    expect(first.code, first.stderr).toBe(0)
    const checks = checksOf(first)
    expect(checks.filter(({ ok }) => !ok)).toEqual([])
    expect(checks.map(({ name }) => name)).toEqual([
      'table rows',
      'table unique (date, team)',
      'table.match type',
      'table.match unique',
      'table.goals nulls',
      'table.goals range',
      'table.result nulls',
      'table.result values',
      'table.date type',
      'table.date range',
      'table.date fresh',
      'table.team present',
      'metrics.test.logLoss',
      'metrics.rows',
      'no negative goals',
    ])
    expect(checks[0]).toEqual({
      name: 'table rows',
      level: 'error',
      ok: true,
      seen: '3 rows',
      expected: '1 to 3 rows',
      output: 'table',
      at: { file: 'pipeline.yaml', line: 8, column: 15 },
    })
    const types = first.events.filter(({ stage }) => stage === 'matches').map(({ type }) => type)
    expect(types.indexOf('stage-checked')).toBeLessThan(types.indexOf('stage-finished'))
    expect(project.read('reports/checked.html')).toContain('15 checks passed')

    const told = await project.run('run', '--set', 'beside.metrics=1')
    expect(told.stderr).toMatch(/matches .*15 checks passed/)
  })

  test('fail, each of every kind, with what was seen, what was expected, the place and examples', async () => {
    const project = new ProjectRig(
      checkedProject({
        checks: everyCheck
          .replace('max: 3 }', 'max: 3 }')
          .replace('fresh: 1000000w', 'fresh: 1d')
          .replace('team: {}', 'tema: {}')
          .replace('metrics.test.logLoss', 'metrics.test.logloss'),
        rows: [
          ...threeMatches,
          { match: 3, date: '2026-11-03', team: 'Betis', goals: -1, result: null },
          { match: 4, date: '2025-12-31', team: 'Eibar', goals: null, result: 'void' },
        ],
        metrics: { rows: null, test: { logLoss: 0.63 } },
      }),
    )
    const result = await project.run('--json')
    expect(result.code).toBe(1)
    const failed = Object.fromEntries(
      checksOf(result)
        .filter(({ ok }) => !ok)
        .map((check) => [check.name, check]),
    )
    const seen = Object.fromEntries(
      Object.entries(failed).map(([name, check]) => [name, `${check.seen} | ${check.expected}`]),
    )
    expect(seen).toEqual({
      'table rows': '5 rows | 1 to 3 rows',
      'table unique (date, team)': '1 of 5 rows repeat one | each (date, team) once',
      'table.match type': 'DOUBLE | integer',
      'table.match unique': '1 of 5 rows repeat one | each match once',
      'table.goals nulls': '1 of 5 missing (20%) | none missing',
      'table.goals range': '1 of 5 rows outside, values -1 to 5 | 0 to 20',
      'table.result values': '1 of 5 rows with another | home, draw or away',
      'table.date range': '1 of 5 rows outside, values 2025-12-31 to 2026-11-03 | at least 2026-01-01',
      'table.date fresh': 'newest 2026-11-03 | at most 1d old',
      'table.tema present':
        'there is no column "tema". Did you mean "team"? There are: match, date, team, goals, result. | to be there',
      'metrics.test.logloss': 'metrics.test has no "logloss". Did you mean "logLoss"? | at most 0.7',
      'metrics.rows': 'null | exactly 3',
      'no negative goals': '1 row | no rows',
    })
    expect(failed['table.goals range']!.examples).toEqual([
      { row: 4, cells: { goals: -1, match: 3, date: '2026-11-03', team: 'Betis' } },
    ])
    expect(failed['table.result values']!.examples).toEqual([{ rows: 1, cells: { result: 'void' } }])
    expect(errorOf(result)).toMatchObject({ code: 'E_CHECK', at: { file: 'pipeline.yaml', line: 8, column: 15 } })
    expect(errorOf(result).causes.length).toBe(13)

    const told = await project.run()
    expect(told.code).toBe(1)
    expect(told.stderr).toContain('E_CHECK  13 of 15 checks failed')
    expect(told.stderr).toContain('table.goals range: 1 of 5 rows outside, values -1 to 5; expected 0 to 20')
    expect(told.stderr).toContain('row 4: goals -1, match 3, date "2026-11-03", team "Betis"')
    expect(told.stderr).toContain('pipeline.yaml:12:11')
    expect(told.stderr).toMatch(/12 \|\s+goals: \{ nulls: 0, min: 0, max: 20 \}\n\s+\|\s+\^\^\^\^\^\n/)
    expect(told.stderr).not.toMatch(/\n\s+at /)
  })
})

describe('a failed check', () => {
  const tooFew = '- table: table\n  rows: { min: 4 }'

  test('blocks what is below; the result is kept, published and judged again, and not made again', async () => {
    const project = new ProjectRig(checkedProject({ checks: tooFew }))
    const first = await project.run('--json', '--keep-going')
    expect(first.code).toBe(1)
    expect(stagesOf(first.events, 'stage-failed')).toEqual(['matches'])
    expect(stagesOf(first.events, 'stage-blocked')).toEqual(['below'])
    expect(ran(first)).toEqual(['beside'])
    expect(first.events.at(-1)).toMatchObject({ ok: false, failed: 1, blocked: 1 })
    expect((await project.rows('artifacts/checked/matches/table.parquet')).length).toBe(3)
    expect(Object.keys(project.json<{ stages: object }>('pipeline.lock').stages)).toEqual(['beside'])
    expect(project.read('reports/checked.html')).toContain('3 rows')

    const second = await project.run('--json', '--keep-going')
    expect(second.code).toBe(1)
    expect(stagesOf(second.events, 'stage-started')).toEqual([])
    expect(stagesOf(second.events, 'stage-failed')).toEqual(['matches'])

    project.edit('pipeline.yaml', 'min: 4', 'min: 3')
    const third = await project.run('--json')
    expect(third.code, third.stderr).toBe(0)
    expect(ran(third)).toEqual(['below'])
    expect(reused(third)).toContain('matches')
    expect(Object.keys(project.json<{ stages: object }>('pipeline.lock').stages).sort()).toEqual([
      'below',
      'beside',
      'matches',
    ])
  })

  test('leaves the last good result in the lock file', async () => {
    const project = new ProjectRig(checkedProject({ checks: '- table: table\n  rows: 3' }))
    expect((await project.run()).code).toBe(0)
    const good = project.read('pipeline.lock')
    project.edit('pipeline.yaml', '"goals":5', '"goals":5},{"goals":6')
    expect((await project.run()).code).toBe(1)
    expect(project.read('pipeline.lock')).toBe(good)
    project.edit('pipeline.yaml', '},{"goals":6', '')
    const back = await project.run('--json')
    expect([back.code, ran(back)]).toEqual([0, []])
  })

  test('shows in status, in a dry run and in explain: such a stage is not up to date', async () => {
    const project = new ProjectRig(checkedProject({ checks: tooFew }))
    await project.run()
    const [status, dry, explained, lines] = await Promise.all([
      project.run('status'),
      project.run('--dry-run'),
      project.run('explain', 'matches'),
      project.run('status', '--json'),
    ])
    expect([status.code, dry.code, explained.code]).toEqual([1, 0, 1])
    for (const { stderr } of [status, dry]) expect(stderr).toMatch(/✕ matches +.*1 of 1 check failed: table rows/)
    expect(status.stderr).toMatch(/below +.*matches/)
    expect(explained.stderr).toContain('table rows: 3 rows; expected at least 4 rows')
    expect(lines.events.find(({ stage }) => stage === 'matches')).toMatchObject({
      type: 'stage-planned',
      verdict: 'fail',
      error: { code: 'E_CHECK' },
    })
  })

  test('of a check that was added later shows before anything runs', async () => {
    const project = new ProjectRig(checkedProject({}))
    expect((await project.run()).code).toBe(0)
    project.edit('pipeline.yaml', '  below:', `    checks:\n${tooFew.replace(/^/gm, '      ')}\n  below:`)
    expect((await project.run('status')).code).toBe(1)
    const result = await project.run('--json')
    expect([result.code, ran(result)]).toEqual([1, []])
  })

  test('that warns gives a notice each time, and the run goes on', async () => {
    const project = new ProjectRig(checkedProject({ checks: `${tooFew}\n  level: warn` }))
    const first = await project.run('--json')
    expect([first.code, notices(first)]).toEqual([0, ['N_CHECK']])
    expect(ran(first)).toContain('below')
    expect(project.read('reports/checked.html')).toContain('table rows: 3 rows; expected at least 4 rows')
    const idle = await project.run()
    expect(idle.code).toBe(0)
    expect(idle.stderr).toContain('Nothing to do')
    expect(idle.stderr).toContain('N_CHECK  matches: table rows: 3 rows; expected at least 4 rows (pipeline.yaml:8:15)')
    const lines = await project.run('--json')
    expect([notices(lines), checksOf(lines).length]).toEqual([['N_CHECK'], 1])
    expect((await project.run('status')).code).toBe(0)
  })

  test('does not matter to verify, which asks whether the result comes out the same', async () => {
    const project = new ProjectRig(checkedProject({ checks: tooFew }))
    await project.run('--keep-going')
    const verified = await project.run('verify', 'matches')
    expect(verified.code, verified.stderr).toBe(0)
    expect(verified.stderr).toContain('2 of 2 artifacts byte-identical')
  })
})

describe('a bound that is changed', () => {
  test('judges the result that there is; what was measured is remembered', async () => {
    const project = new ProjectRig(checkedProject({ checks: '- metric: metrics.test.logLoss\n  max: 0.7' }))
    await project.run()
    const facts = () => project.contents('artifacts/.store/memo/facts')
    const before = facts()
    expect(Object.keys(before).length).toBe(1)
    project.edit('pipeline.yaml', 'max: 0.7', 'max: 0.6')
    const stricter = await project.run('--json')
    expect([stricter.code, ran(stricter)]).toEqual([1, []])
    expect(checksOf(stricter)).toMatchObject([{ ok: false, seen: '0.63', expected: 'at most 0.6' }])
    expect(facts()).toEqual(before)
  })
})

test('a watch judges again when a bound is changed, and runs only what that lets go', async () => {
  const project = new ProjectRig(checkedProject({ checks: '- table: table\n  rows: { min: 4 }' }))
  const running = project.start(['--watch', '--json', '--keep-going'])
  const seen = follow(running)
  const round = () => seen.until(({ type }) => type === 'watch-waiting')
  expect(stagesOf(await round(), 'stage-failed')).toEqual(['matches'])
  project.edit('pipeline.yaml', 'min: 4', 'min: 3')
  const passed = await round()
  expect(stagesOf(passed, 'stage-started')).toEqual(['below'])
  project.edit('pipeline.yaml', 'min: 3', 'min: 9')
  const failed = await round()
  expect([stagesOf(failed, 'stage-failed'), stagesOf(failed, 'stage-started')]).toEqual([['matches'], []])
  running.process.kill('SIGINT')
  expect((await running.finished).code).toBe(130)
})

describe('fresh', () => {
  const dated = (days: number) => {
    const date = new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10)
    return { checks: '- table: table\n  columns: { date: { fresh: 30d } }', rows: [{ date, goals: 1 }] }
  }

  test('is judged by the newest date, and the shortcut for runs with nothing to do ends when it would fail', async () => {
    const project = new ProjectRig(checkedProject(dated(2)))
    expect((await project.run()).code).toBe(0)
    const [name] = project.list('artifacts/.store/memo/snapshots')
    const path = `artifacts/.store/memo/snapshots/${name}`
    const snapshot = project.json<{ validUntil: number }>(path)
    const day = dated(2).rows[0]!.date
    expect(snapshot.validUntil).toBe(Date.parse(day) + 30 * 86_400_000)
    expect((await project.run()).stderr).toContain('Nothing to do')

    // As if that moment were past: the whole program looks again.
    project.write({ [path]: { ...snapshot, validUntil: Date.now() - 1 } })
    const looked = await project.run()
    expect([looked.code, looked.stderr.includes('Nothing to do')]).toEqual([0, false])
  })

  test('fails when the newest date is too old', async () => {
    const project = new ProjectRig(checkedProject(dated(32)))
    const result = await project.run('--json')
    expect(result.code).toBe(1)
    expect(checksOf(result)).toMatchObject([{ name: 'table.date fresh', ok: false, expected: 'at most 30d old' }])
    expect(project.list('artifacts/.store/memo/snapshots')).toEqual([])
  })
})

test('instances of a matrix and of a fan are judged one by one', async () => {
  const files = checkedProject({})
  const project = new ProjectRig({
    ...files,
    'pipeline.yaml': `name: many
stages:
  made:
    use: stages/made.ts
    matrix: { cross: { n: [1, 2] } }
    params: { rows: [{ team: a, goals: 1 }, { team: b, goals: "\${matrix.n}" }], metrics: { n: "\${matrix.n}" } }
    checks: [{ table: table, rows: 2, columns: { goals: { max: 1 } } }, { metric: metrics.n, max: "\${matrix.n}" }]
  split:
    use: stages/made.ts
    params: { rows: [{ team: a, goals: 1 }, { team: b, goals: 5 }] }
  count:
    use: stages/counted.ts
    each: { of: split.table, by: team }
    in: { rows: each }
    checks: [{ metric: count, equals: 1 }]
  below: { use: stages/counted.ts, in: { rows: "made[1].table" } }
`,
  })
  const result = await project.run('--json', '--keep-going')
  expect(result.code).toBe(1)
  expect(stagesOf(result.events, 'stage-checked').sort()).toEqual(['count[a]', 'count[b]', 'made[1]', 'made[2]'])
  expect(stagesOf(result.events, 'stage-failed')).toEqual(['made[2]'])
  expect(checksOf(result, 'made[2]')).toMatchObject([
    { ok: true, seen: '2 rows' },
    { ok: false, seen: '1 of 2 rows outside, values 1 to 2' },
    { ok: true, seen: '2', expected: 'at most 2' },
  ])
  expect(ran(result)).toContain('below')
  expect(
    stagesOf(
      (await project.run('status', '--json')).events.filter(({ verdict }) => verdict === 'fail'),
      'stage-planned',
    ),
  ).toEqual(['made[2]'])
})

test('an empty table has nothing wrong in it but that it is empty', async () => {
  const project = new ProjectRig({
    'pipeline.yaml': `name: empty
stages:
  all: { use: stages/made.ts, params: { rows: [{ a: 1, d: 2026-01-01 }], types: { d: DATE } } }
  none:
    use: none.sql
    in: { rows: all.table }
    checks:
      - table: table
        unique: a
        columns: { a: { nulls: 0, min: 5, values: [7] }, d: { fresh: 9999w } }
      - sql: FROM "table"
      - { table: table, rows: { min: 1 }, level: warn }
`,
    'none.sql': 'SELECT * FROM rows WHERE a > 1',
    'stages/made.ts': checkedProject({})['stages/made.ts'],
  })
  const result = await project.run('--json')
  expect(
    checksOf(result, 'none')
      .filter(({ ok }) => !ok)
      .map(({ name, seen }) => [name, seen]),
  ).toEqual([
    ['table.d fresh', 'no date'],
    ['table rows', '0 rows'],
  ])
})
