import { describe, expect, test } from 'vitest'
import { fanStages } from '../../rig/fan-stages.ts'
import { ProjectRig, ran, stagesOf } from '../../rig/project-rig.ts'

const files = {
  ...fanStages,
  'data/nfl.json': { Bears: [1], Lions: [2, 3] },
  'data/nba.json': { Heat: [90] },
  'pipeline.yaml': `name: leagues
stages:
  list:
    matrix: { cross: { league: [nfl, nba] } }
    use: stages/list.ts
    in: { source: "data/\${matrix.league}.json" }
    params: { league: "\${matrix.league}" }
  perTeam:
    matrix: { cross: { league: [nfl, nba] } }
    use: stages/count.ts
    each: { of: list.games, by: [league, team] }
    in: { rows: each }
    params: { label: "\${matrix.league} \${each.value.team}" }
  gated:
    use: stages/collect.ts
    when: list[nfl].metrics.count > 2
    in: { all: perTeam.count }
  other:
    use: stages/collect.ts
    in: { all: list.metrics, extra: gated.all }
  below:
    use: stages/collect.ts
    in: { all: { gated: gated.all } }
`,
}

describe('instances', () => {
  test('are addressed alone, together and by pattern, in run, --set, --from and explain', async () => {
    const rig = new ProjectRig(files)
    expect(ran(await rig.run('run', 'list[nba]', '--json'))).toEqual(['list[nba]'])
    expect(ran(await rig.run('run', 'list', '--json'))).toEqual(['list[nfl]'])
    expect(ran(await rig.run('run', 'perTeam[nba]', '--json'))).toEqual(['perTeam[nba,nba,Heat]'])
    expect(ran(await rig.run('run', 'perTeam[n*l]', '--json')).sort()).toEqual([
      'perTeam[nfl,nfl,Bears]',
      'perTeam[nfl,nfl,Lions]',
    ])
    const all = ran(await rig.run('run', 'perTeam', '--set', 'perTeam.least=1', '--json'))
    expect(all).toHaveLength(3)
    expect(ran(await rig.run('run', 'perTeam', '--set', 'perTeam[nba].least=2', '--json'))).toEqual([
      'perTeam[nba,nba,Heat]',
    ])
    const unknown = await rig.run('run', 'list[nhl]')
    expect(unknown.code).toBe(2)
    expect(unknown.stderr).toContain('E_UNKNOWN_STAGE  there is no stage "list[nhl]"')
    rig.edit('data/nfl.json', '[1]', '[1,1]')
    const explained = await rig.run('explain', 'list', '--json')
    expect(explained.events.map(({ stage, verdict }) => `${stage} ${verdict}`)).toEqual([
      'list[nfl] run',
      'list[nba] reuse',
    ])
  })

  test('a condition that does not hold skips the stage and what needs it, and says what it saw', async () => {
    const rig = new ProjectRig(files)
    const first = await rig.run('--json')
    expect(first.code).toBe(0)
    expect(stagesOf(first.events, 'stage-skipped')).toEqual(['gated', 'below'])
    expect(first.events.find(({ stage }) => stage === 'gated')).toMatchObject({
      because: 'list[nfl].metrics.count > 2 does not hold: list[nfl].metrics.count = 2',
    })
    // An input that may be left out is.
    expect(rig.json('artifacts/leagues/other/all.json')).toEqual({ nba: { count: 1 }, nfl: { count: 2 } })
    expect(rig.exists('artifacts/leagues/gated')).toBe(false)
    const status = await rig.run('status', 'gated', 'below', '--json')
    expect(status.code).toBe(0)
    expect(stagesOf(status.events, 'stage-planned')).toContain('gated')
    expect((await rig.run('--json')).events.at(-1)).toMatchObject({ ran: 0, skipped: 2 })
    expect(rig.read('reports/leagues.html')).toContain('does not hold')

    rig.edit('pipeline.yaml', 'count > 2', 'count == 2')
    const now = await rig.run('--json')
    expect(ran(now).sort()).toEqual(['below', 'gated', 'other'])
    expect(Object.keys(rig.json<object>('artifacts/leagues/gated/all.json')).sort()).toEqual([
      'nba,nba,Heat',
      'nfl,nfl,Bears',
      'nfl,nfl,Lions',
    ])

    rig.edit('pipeline.yaml', 'count == 2', 'cuont == 2')
    const wrong = await rig.run()
    expect(wrong.code).toBe(1)
    expect(wrong.stderr).toContain('E_CONDITION')
    expect(wrong.stderr).toContain('list[nfl].metrics has no "cuont"; it has count')
    expect(wrong.stderr).toMatch(/pipeline\.yaml:16:11/)
  })

  test('outputs of another pipeline are brought up to date with the run that uses them', async () => {
    const rig = new ProjectRig({
      ...files,
      'summary/pipeline.yaml': `name: summary
stages:
  total:
    use: ../stages/collect.ts
    in: { all: "../pipeline.yaml#perTeam.count" }
`,
    })
    const first = await rig.run('--pipeline', 'summary/pipeline.yaml', '--json')
    expect(first.stderr).toBe('')
    expect(ran(first)).toHaveLength(6)
    expect(Object.keys(rig.json<object>('artifacts/summary/total/all.json'))).toHaveLength(3)
    // They lie where their own pipeline puts them, and are its results too.
    expect(rig.exists('artifacts/leagues/list[nba]/games.parquet')).toBe(true)
    expect(ran(await rig.run('run', 'perTeam', '--json'))).toEqual([])
    rig.edit('data/nba.json', '[90]', '[91]')
    const changed = await rig.run('--pipeline', 'summary/pipeline.yaml', '--json')
    expect(ran(changed)).toEqual(['leagues/list[nba]', 'leagues/perTeam[nba,nba,Heat]', 'total'])
    const verified = await rig.run('verify', '--pipeline', 'summary/pipeline.yaml')
    expect(verified.code).toBe(0)
  })

  test('stages with one seed draw the same numbers', async () => {
    const rig = new ProjectRig({
      'stages/draw.ts': `import { defineStage, json } from 'millrace'
export default defineStage({ inputs: {}, outputs: { seed: json<number>() }, run: ({ seed }) => ({ seed }) })
`,
      'pipeline.yaml':
        'name: s\nstages:\n  a: { use: stages/draw.ts, seed: 5 }\n  b: { use: stages/draw.ts, seed: 5 }\n  c: { use: stages/draw.ts }\n',
    })
    await rig.run()
    const seed = (stage: string) => rig.json(`artifacts/s/${stage}/seed.json`)
    expect(seed('a')).toBe(seed('b'))
    expect(seed('c')).not.toBe(seed('a'))
  })

  test('a stage that fails is tried again, each time in an empty folder, and then it is a failure', async () => {
    const rig = new ProjectRig({
      'stages/flaky.ts': `import { appendFileSync, readFileSync } from 'node:fs'
import { defineStage, json, z } from 'millrace'
export default defineStage({
  inputs: {},
  outputs: { tries: json<number>() },
  params: z.strictObject({ log: z.string(), needed: z.number() }),
  random: false,
  run({ params, log }) {
    appendFileSync(params.log, 'x')
    const tries = readFileSync(params.log, 'utf8').length
    log('try ' + tries)
    if (tries < params.needed) throw new Error('not yet: ' + tries)
    return { tries }
  },
})
`,
      'pipeline.yaml': '',
    })
    const pipeline = (times: number, needed: number, log: string) =>
      `name: flaky\nstages:\n  flaky:\n    use: stages/flaky.ts\n    retries: { times: ${times}, wait: 10ms }\n    params: { log: ${rig.path(log)}, needed: ${needed} }\n`
    rig.write({ 'pipeline.yaml': pipeline(2, 3, 'a') })
    const good = await rig.run('--json')
    expect(good.code).toBe(0)
    expect(good.events.filter(({ type }) => type === 'stage-retried')).toMatchObject([
      { retry: 1, of: 2, waitMs: 10, error: { code: 'E_STAGE_THREW' } },
      { retry: 2, of: 2 },
    ])
    expect(rig.json('artifacts/flaky/flaky/tries.json')).toBe(3)
    rig.write({ 'pipeline.yaml': pipeline(1, 5, 'b') })
    const bad = await rig.run()
    expect(bad.code).toBe(1)
    expect(bad.stderr).toContain('try 1 of 1')
    expect(bad.stderr).toContain('not yet: 2')
  })
})
