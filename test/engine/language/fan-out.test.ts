import { describe, expect, test } from 'vitest'
import { fanStages } from '../../rig/fan-stages.ts'
import { ProjectRig, ran, reused, stagesOf } from '../../rig/project-rig.ts'

const goals = { 'Real Madrid': [1, 2], 'Athletic/Bilbao': [0], '..': [3, 3, 3] }

const project = () =>
  new ProjectRig({
    ...fanStages,
    'data/goals.json': goals,
    'pipeline.yaml': `name: fans
seed: 3
stages:
  list: { use: stages/list.ts, in: { source: data/goals.json } }
  perTeam:
    use: stages/count.ts
    each: { of: list.games, by: team }
    in: { rows: each }
    params: { label: "\${each.value.team} of \${each.label}" }
  follow:
    use: stages/pass.ts
    each: perTeam.count
    in: { value: each }
  item:
    use: stages/pass.ts
    each: list.teams
    in: { value: each }
  all:
    use: stages/collect.ts
    in: { all: follow.value }
  items:
    use: stages/collect.ts
    in: { all: item.value }
`,
  })

describe('a fan', () => {
  test('has a cached instance for each part, known only in the run; a new part runs alone', async () => {
    const rig = project()
    const first = await rig.run('--json')
    expect(first.code).toBe(0)
    expect(stagesOf(first.events, 'stage-spread').sort()).toEqual(['follow', 'item', 'perTeam'])
    const teams = Object.keys(goals)
    const instances = (fan: string, names = teams) => names.map((name) => `${fan}[${name}]`)
    expect(ran(first).sort()).toEqual(
      ['list', 'all', 'items', ...instances('perTeam'), ...instances('follow'), ...instances('item')].sort(),
    )
    const all =
      rig.json<Record<string, { label: string; goals: number[]; seed: number }>>('artifacts/fans/all/all.json')
    expect(Object.keys(all).sort()).toEqual([...teams].sort())
    expect(all['Real Madrid']).toMatchObject({ label: 'Real Madrid of Real Madrid', goals: [1, 2] })
    expect(all['..']).toMatchObject({ goals: [3, 3, 3] })
    // Every instance draws numbers of its own.
    expect(new Set(Object.values(all).map(({ seed }) => seed)).size).toBe(3)
    expect(rig.json('artifacts/fans/items/all.json')).toMatchObject({ '..': { name: '..', games: 3 } })
    // Names from data stay inside their folder.
    expect(rig.list('artifacts')).toEqual(['.store', 'fans'])
    expect(rig.list('artifacts/fans')).toContain('perTeam[Athletic%2fBilbao]')

    const again = await rig.run('--json', '--keep-going')
    expect(ran(again)).toEqual([])
    expect(reused(again)).toHaveLength(12)
    expect((await rig.run('status')).code).toBe(0)

    rig.write({ 'data/goals.json': { ...goals, Getafe: [5], 'Real Madrid': [1, 2, 9] } })
    const planned = await rig.run('--dry-run', '--json')
    expect(planned.events.find(({ stage }) => stage === 'perTeam')).toMatchObject({ verdict: 'wait', on: ['list'] })
    const changed = await rig.run('--json')
    const touched = ['Real Madrid', 'Getafe']
    expect(ran(changed).sort()).toEqual(
      [
        'list',
        'all',
        'items',
        ...instances('perTeam', touched),
        ...instances('follow', touched),
        ...instances('item', touched),
      ].sort(),
    )
    expect(rig.json('artifacts/fans/all/all.json')).toMatchObject({ Getafe: { goals: [5] } })

    // With the parts in the store, the dry run knows the instances and agrees with the run.
    rig.edit('pipeline.yaml', 'of ${each.label}', 'at ${each.label}')
    const dry = await rig.run('--dry-run', '--json')
    expect(dry.events.filter(({ verdict }) => verdict === 'run').map(({ stage }) => stage)).toHaveLength(4)
    const explained = await rig.run('explain', 'perTeam[Getafe]')
    expect(explained.stderr).toContain('Getafe of Getafe')
    expect(explained.stderr).toContain('Getafe at Getafe')
    const one = await rig.run('run', 'perTeam[Getafe]', '--json')
    expect(ran(one)).toEqual(['perTeam[Getafe]'])
    expect((await rig.run('--json')).code).toBe(0)
    const verified = await rig.run('verify')
    expect(verified.stderr).toContain('byte-identical')
    expect(verified.code).toBe(0)
    // What instances were made from stays with them.
    expect((await rig.run('gc', '--yes', '--keep-runs', '1')).code).toBe(0)
    expect((await rig.run('status')).code).toBe(0)
  })

  test('with no parts, and with two of one name', async () => {
    const rig = project()
    rig.write({ 'data/goals.json': {} })
    rig.edit(
      'stages/list.ts',
      'Table.from(teams',
      'Table.from(teams.length === 0 ? { team: [] as string[], goals: [] as number[] } : teams',
    )
    const empty = await rig.run('--json')
    expect(empty.stderr).toBe('')
    expect(empty.code).toBe(0)
    expect(rig.json('artifacts/fans/all/all.json')).toEqual({})
    rig.write({ 'data/goals.json': goals })
    rig.edit('stages/list.ts', 'teams: teams.map((name) => ({ name,', "teams: teams.map((name) => ({ name: 'same',")
    const twice = await rig.run('--keep-going')
    expect(twice.code).toBe(1)
    expect(twice.stderr).toContain('E_EACH  stage "item" would have two instances for "same"')
    expect(twice.stderr).toContain('pipeline.yaml:')
    expect(rig.exists('artifacts/fans/all/all.json')).toBe(true)
  })

  test('--only takes the instances that the last run had', async () => {
    const rig = project()
    await rig.run()
    const only = await rig.run('run', 'all', '--only', '--set', 'all.note=x', '--json')
    expect(only.stderr).toBe('')
    expect(ran(only)).toEqual(['all'])
    expect(Object.keys(rig.json<object>('artifacts/fans/all/all.json'))).toHaveLength(3)
  })

  test.each([
    [
      'each: { of: list.games, by: team }',
      'each: { of: list.games, by: tem }',
      1,
      'has no column "tem". Did you mean "team"?',
    ],
    ['each: list.teams', 'each: list.metrics', 0, ''],
    ['each: list.teams', 'each: { of: list.teams, by: name }', 2, '`by` names columns'],
    ['each: perTeam.count', 'each: { of: perTeam.count, by: x }', 2, 'comes in instances already'],
    ['each: { of: list.games, by: team }', 'each: list.games', 2, 'takes a table; "each" is a json'],
    ['${each.value.team}', '${each.value.club}', 1, 'there is no value "each.value.club"'],
    ['in: { all: follow.value }', 'in: { all: { a: list.teams }, extra: follow.value }', 2, 'takes one json'],
    ['in: { all: item.value }', 'in: { all: { a: "item[nobody].value" } }', 1, 'has no part "nobody"'],
    [
      'in: { all: item.value }',
      'in: { all: item.value }\n    when: item.value.games > 1',
      2,
      'has an instance for each part',
    ],
  ])('%j written as %j ends with exit code %i', async (from, to, code, message) => {
    const rig = project()
    rig.edit('pipeline.yaml', from, to)
    const result = await rig.run()
    expect(result.stderr).toContain(message)
    if (message !== '') expect(result.stderr).toMatch(/E_\w+ .*[\s\S]*pipeline\.yaml:\d+:\d+/)
    expect(result.code).toBe(code)
  })
})
