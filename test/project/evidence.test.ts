import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { sha256 } from '../../src/base/hash.ts'
import { type Evidence, evidenceSchema } from '../../src/project/history/evidence-schema.ts'
import type { LineageEvent } from '../../src/project/lineage/openlineage.ts'
import { fanStages } from '../rig/fan-stages.ts'
import { schemaErrors, schemaValidator } from '../rig/json-schema.ts'
import { ProjectRig } from '../rig/project-rig.ts'
import { numbersProject, tablesProject } from '../rig/sample-stages.ts'

const repository = join(import.meta.dirname, '..', '..')
const schema = JSON.parse(readFileSync(join(repository, 'evidence.schema.json'), 'utf8')) as object
const runEvent = JSON.parse(
  readFileSync(join(repository, 'test/fixtures/openlineage/run-event.schema.json'), 'utf8'),
) as object
const ajv = schemaValidator()

/** The evidence of the newest run, which must fulfil its schema. */
function evidenceOf(project: ProjectRig, pipeline: string): Evidence {
  const document = project.json<Evidence>(`artifacts/${pipeline}/run.json`)
  expect(schemaErrors(ajv, schema, document)).toEqual([])
  expect(evidenceSchema.safeParse(document).error).toBeUndefined()
  return document
}

/** The events of a lineage file, each as OpenLineage knows it. */
function lineageOf(project: ProjectRig, file: string): LineageEvent[] {
  const lines = project.read(file).trimEnd().split('\n')
  const events = lines.map((line) => JSON.parse(line) as LineageEvent)
  for (const event of events) expect(schemaErrors(ajv, runEvent, event)).toEqual([])
  return events
}

describe('the evidence of a run', () => {
  test('holds what was asked, what it was made of, and what came out; the history has the same', async () => {
    const project = new ProjectRig(tablesProject)
    await project.run('--jobs', '1')
    const evidence = evidenceOf(project, 'tables')
    expect(evidence).toMatchObject({
      format: 2,
      pipeline: 'tables',
      ok: true,
      interrupted: false,
      trial: false,
      arguments: ['--jobs', '1'],
      overrides: {},
      selected: ['rows', 'big', 'count'],
      definition: {
        file: 'pipeline.yaml',
        files: { 'pipeline.yaml': sha256(project.read('pipeline.yaml')) },
        stages: {
          // A default that the file does not have.
          rows: { use: 'stages/rows.ts', language: 'ts', in: {}, params: { count: 10 } },
          big: { language: 'sql', in: { rows: 'rows.table' }, params: { least: 3 } },
        },
      },
      versions: { node: process.versions.node, v8: process.versions.v8 },
      platform: process.platform,
      arch: process.arch,
      environment: {},
      metrics: { 'count.count': { '': 7 } },
      notices: [],
    })
    expect('git' in evidence).toBe(false)
    expect('checks' in evidence).toBe(false)

    const { rows, big } = evidence.stages as Record<'rows' | 'big', Evidence['stages'][string]>
    const [made, kept] = [rows.outputs!.table!, big.outputs!.table!]
    expect(kept).toMatchObject({
      kind: 'table',
      path: 'artifacts/tables/big/table.parquet',
      facts: { rows: 7, columns: 2 },
      columns: [
        { name: 'id', type: expect.stringMatching(/INT|DOUBLE/), nulls: 0 },
        { name: 'value', type: 'DOUBLE', nulls: 0 },
      ],
    })
    expect(kept.file).toBe(sha256(Buffer.from(project.contents(kept.path)[kept.path]!, 'latin1')))
    expect(big.inputs).toEqual({
      rows: { from: 'rows.table', kind: 'table', content: made.content, bytes: made.bytes, facts: made.facts },
    })
    expect(big).toMatchObject({ state: 'ran', reasons: [{ type: 'never-run' }] })
    expect(big.key!.fingerprint.inputs).toEqual({ rows: made.content })
    expect(big.key!.fingerprint.packages).toBeInstanceOf(Array)
    expect(Object.keys(rows.key!.codeFiles)).toContain('stages/rows.ts')
    expect(Date.parse(big.endedAt!)).toBeGreaterThanOrEqual(Date.parse(big.startedAt!))
    expect(big.cpuSeconds).toBeGreaterThan(0)

    expect(project.list('artifacts/.store/runs')).toEqual([`${evidence.id}.json`])
    expect(project.json(`artifacts/.store/runs/${evidence.id}.json`)).toEqual(evidence)
    expect(Object.keys(project.json<{ stages: object }>('pipeline.lock').stages)).toEqual(['rows', 'big', 'count'])
  })

  test('names the files that entered at the border, with digest and size', async () => {
    const project = new ProjectRig(numbersProject)
    await project.run()
    const { stages } = evidenceOf(project, 'numbers')
    expect(stages.scale!.inputs!.source).toMatchObject({
      from: 'data/numbers.json',
      kind: 'file',
      bytes: 7,
      files: [{ name: 'numbers.json', digest: sha256('[1,2,3]'), bytes: 7 }],
    })
  })

  test('of a second run says what was reused and when that was made, and has another id', async () => {
    const project = new ProjectRig(numbersProject)
    await project.run()
    const first = evidenceOf(project, 'numbers')
    project.edit('pipeline.yaml', 'seed: 7', 'seed: 7 # the same')
    await project.run()
    const second = evidenceOf(project, 'numbers')
    expect([second.id === first.id, second.uuid === first.uuid]).toEqual([false, false])
    for (const [name, stage] of Object.entries(second.stages)) {
      expect(stage).toMatchObject({ state: 'reused', fingerprint: first.stages[name]!.fingerprint })
      expect('startedAt' in stage).toBe(false)
      expect(Date.parse(stage.madeAt!)).toBeLessThanOrEqual(Date.parse(first.endedAt))
      expect(stage.outputs).toEqual(first.stages[name]!.outputs)
    }
    // The report has no times of day: another run that comes to the same writes the same page.
    const page = project.read('reports/numbers.html')
    expect(page).toContain('Of 4 stages: 4 reused (nothing that they are made of has changed).')
    project.edit('pipeline.yaml', '# the same', '# and again')
    await project.run()
    expect(evidenceOf(project, 'numbers').id).not.toBe(second.id)
    expect(project.read('reports/numbers.html')).toBe(page)
  })

  test('tells a failure with its place and what was printed, and what that kept from running', async () => {
    const project = new ProjectRig(numbersProject)
    project.edit('stages/sum.ts', 'run: ({ inputs', 'run: ({ log, inputs')
    project.edit('stages/sum.ts', '=> ({ total', '=> ({ total: fail(log), other')
    project.write({
      'stages/sum.ts': `${project.read('stages/sum.ts')}
function fail(log: (text: string) => void): number {
  log('so far')
  throw new Error('no sum')
}
`,
    })
    expect((await project.run('--keep-going')).code).toBe(1)
    const { ok, stages } = evidenceOf(project, 'numbers')
    expect(ok).toBe(false)
    expect(stages).toMatchObject({
      scale: { state: 'ran' },
      sum: { state: 'failed', log: 'so far\n', error: { code: 'E_STAGE_THREW', message: 'no sum' } },
      judge: { state: 'blocked', blockedBy: 'sum' },
    })
    expect(stages.sum!.key!.codeFiles).toHaveProperty(['stages/sum.ts'])
    expect(stages.sum!.error!.at).toMatchObject({ file: 'stages/sum.ts' })
  })

  test('of a trial says so, and is the newest run all the same; of --only has the stages that it looked at', async () => {
    const project = new ProjectRig(numbersProject)
    await project.run()
    await project.run('--set', 'sum.start=200')
    expect(evidenceOf(project, 'numbers')).toMatchObject({
      trial: true,
      overrides: { 'sum.start': 200 },
      definition: { stages: { sum: { params: { start: 200 } } } },
      metrics: { 'sum.total': { '': 212 } },
    })
    await project.run('judge', '--only')
    const only = evidenceOf(project, 'numbers')
    expect([only.trial, only.selected, Object.keys(only.stages)]).toEqual([true, ['judge'], ['judge']])
    // What it read from above is known from the lock file.
    expect(only.stages.judge!.inputs!.total).toMatchObject({ from: 'sum.total', kind: 'json', bytes: 2 })
  })

  test('says of an interrupted run which stage was stopped, and lists none that never began', async () => {
    const project = new ProjectRig({
      'pipeline.yaml':
        'name: slow\nstages:\n  wait: { use: wait.ts }\n  after: { use: after.ts, in: { value: wait.value } }\n',
      'wait.ts': `import { writeFileSync } from 'node:fs'
import { defineStage, json } from 'millrace'
export default defineStage({ inputs: {}, outputs: { value: json() }, random: false,
  async run() { writeFileSync('begun', ''); await new Promise((done) => setTimeout(done, 60_000)); return { value: 1 } } })`,
      'after.ts': `import { defineStage, json } from 'millrace'
export default defineStage({ inputs: { value: json() }, outputs: { value: json() }, random: false, run: ({ inputs }) => inputs })`,
    })
    const running = project.start([])
    await project.appears('begun')
    running.process.kill('SIGINT')
    expect((await running.finished).code).toBe(130)
    const { interrupted, ok, selected, stages } = evidenceOf(project, 'slow')
    expect([interrupted, ok, selected]).toEqual([true, false, ['wait', 'after']])
    expect(stages.wait).toMatchObject({ state: 'stopped', startedAt: expect.any(String) })
    expect(Object.keys(stages)).toEqual(['wait'])
  })
})

test('the evidence of checks: what each saw and expected, also of a result that did not pass', async () => {
  const project = new ProjectRig({
    ...tablesProject,
    'pipeline.yaml': `name: tables
stages:
  rows:
    use: stages/rows.ts
    checks:
      - { table: table, rows: { min: 5 }, columns: { id: { unique: true } } }
      - { table: table, columns: { value: { max: 3 } }, level: warn }
  big: { use: stages/big.sql, in: { rows: rows.table }, params: { least: 3 } }
  count:
    use: stages/count.ts
    in: { rows: big.table }
    checks: [{ metric: count, min: 100 }]
`,
  })
  expect((await project.run('--lineage', 'l.jsonl')).code).toBe(1)
  const { checks, stages, ok } = evidenceOf(project, 'tables')
  expect(ok).toBe(false)
  expect(checks!.map(({ stage, check, level, ok: passed }) => [stage, check, level, passed])).toEqual([
    ['rows', 'table rows', 'error', true],
    ['rows', 'table.id unique', 'error', true],
    ['rows', expect.stringContaining('table.value'), 'warn', false],
    ['count', 'count', 'error', false],
  ])
  expect(checks![0]).toMatchObject({ seen: '10 rows', expected: 'at least 5 rows', output: 'table' })
  expect(stages.count).toMatchObject({ state: 'failed', error: { code: 'E_CHECK' } })
  expect(stages.count!.outputs!.count).toMatchObject({ kind: 'json', path: 'artifacts/tables/count/count.json' })
  const events = lineageOf(project, 'l.jsonl')
  const read = events.find(({ job, eventType }) => job.name === 'tables.big' && eventType === 'COMPLETE')!.inputs![0]!
  expect(read.inputFacets!.dataQualityAssertions!.assertions).toEqual([
    { assertion: 'table rows', success: true, severity: 'error' },
    { assertion: 'table.id unique', success: true, severity: 'error' },
    { assertion: expect.stringContaining('table.value'), success: false, severity: 'warn', column: 'value' },
  ])
  expect(events.at(-1)).toMatchObject({ eventType: 'FAIL', job: { name: 'tables' } })
})

test('the evidence of fans, commands, conditions and retries', async () => {
  const project = new ProjectRig({
    ...fanStages,
    'goals.json': { Getafe: [1, 2], Eibar: [3] },
    'pipeline.yaml': `name: whole
stages:
  list: { use: stages/list.ts, in: { source: goals.json } }
  score:
    use: stages/count.ts
    each: { of: list.games, by: team }
    in: { rows: each }
    params: { label: "\${each.label}" }
  all: { use: stages/collect.ts, in: { all: score.count } }
  never: { use: stages/pass.ts, when: list.metrics.count > 100, in: { value: all.all } }
  copy: { sh: 'cp "$in_value" "$out_value"', in: { value: all.all }, out: { value: json } }
  again: { sh: exit 3, out: { value: json }, retries: { times: 1, wait: 1ms } }
`,
  })
  const run = await project.run('--keep-going', '--lineage', 'l.jsonl')
  expect(run.code, run.stderr).toBe(1)
  const { stages, definition } = evidenceOf(project, 'whole')
  expect(stages['score[Getafe]']!.inputs!.rows).toMatchObject({
    from: 'list.games',
    part: 'Getafe',
    kind: 'table',
    content: stages['score[Getafe]']!.key!.fingerprint.inputs.rows,
    facts: { rows: 2 },
  })
  expect(stages['score[Eibar]']!.outputs!.count!.path).toBe('artifacts/whole/score[Eibar]/count.json')
  expect(Object.keys(stages.all!.inputs!).sort()).toEqual(['all.Eibar', 'all.Getafe'])
  expect(stages.never).toMatchObject({ state: 'skipped', because: expect.stringContaining('does not hold') })
  expect(stages.copy).toMatchObject({ state: 'ran', inputs: { value: { from: 'all.all' } } })
  expect(stages.again).toMatchObject({ state: 'failed', retried: [{ code: 'E_STAGE_COMMAND' }] })
  expect(definition.stages).toMatchObject({
    'score[Getafe]': { params: { label: 'Getafe' } },
    never: { when: 'list.metrics.count > 100' },
    copy: { language: 'sh', sh: 'cp "$in_value" "$out_value"' },
    again: { retries: 1 },
  })

  const events = lineageOf(project, 'l.jsonl')
  const find = (job: string, type: string) => events.find((event) => event.job.name === job && event.eventType === type)
  // A part has no name of its own: it is the whole that is read.
  expect(find('whole.score[Eibar]', 'COMPLETE')!.inputs!.map(({ name }) => name)).toEqual([
    project.path('artifacts/whole/list/games.parquet'),
  ])
  expect(find('whole.copy', 'COMPLETE')!.job.facets.sourceCode).toMatchObject({ language: 'Bash' })
  expect(find('whole.again', 'FAIL')!.run.facets.errorMessage).toMatchObject({ programmingLanguage: 'Bash' })
  expect(find('whole.never', 'START')).toBeUndefined()
})

describe('environment values', () => {
  test('appear nowhere below artifacts/ and reports/: not in logs, errors, addresses, evidence or lineage', async () => {
    const secrets = { API_TOKEN: 'hush-4f2a91c7', URL_TOKEN: 'quiet-88d1b3', FROM_FILE: 'silent-0c5e77' }
    const asked: string[] = []
    const server = createServer((request, response) => {
      asked.push(request.url ?? '')
      response.end('x\n1\n')
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => void server.close())
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/a.csv?key=\${URL_TOKEN}#sha256=${sha256('x\n1\n')}`
    const talk = (inputs: string, end: string) => `import { defineStage, file, json } from 'millrace'
export default defineStage({ inputs: { ${inputs} }, outputs: { length: json() }, random: false,
  run({ log }) {
    const all = [process.env.API_TOKEN, process.env.FROM_FILE].join(' and ')
    log('logged ' + all); console.log('printed ' + all); console.error({ all })
    ${end}
  } })`
    const project = new ProjectRig({
      '.env': `FROM_FILE=${secrets.FROM_FILE}\n`,
      'pipeline.yaml': `name: hidden
stages:
  good: { use: good.ts, in: { source: "${address}" }, env: [API_TOKEN, FROM_FILE, NOT_SET] }
  bad: { use: bad.ts, env: [API_TOKEN, FROM_FILE] }
`,
      'good.ts': talk('source: file()', 'return { length: all.length }'),
      'bad.ts': talk('', "void file; throw new Error('refused: ' + all)"),
    })
    const { API_TOKEN, URL_TOKEN } = secrets
    const run = await project.runWith(
      { env: { API_TOKEN, URL_TOKEN } },
      '--keep-going',
      '--json',
      '--lineage',
      'artifacts/l.jsonl',
    )
    expect(run.code).toBe(1)
    expect(asked).toEqual([`/a.csv?key=${URL_TOKEN}`])

    const files = project.contents('artifacts', 'reports', 'pipeline.lock')
    files['run.json'] = project.read('artifacts/hidden/run.json')
    files.stdout = run.stdout
    files.stderr = run.stderr
    expect(Object.keys(files).length).toBeGreaterThan(15)
    expect(files['artifacts/l.jsonl']).toContain('refused: $API_TOKEN')
    expect(files['reports/hidden.html']).toContain('API_TOKEN')
    for (const [path, text] of Object.entries(files))
      for (const [name, value] of Object.entries(secrets))
        expect(text.includes(value), `${name} in ${path}`).toBe(false)

    const { environment, stages } = evidenceOf(project, 'hidden')
    const digests = Object.entries(secrets).map(([name, value]) => [name, sha256(value)])
    expect(environment).toEqual({ ...Object.fromEntries(digests), NOT_SET: null })
    expect(stages.good!.inputs!.source!.from).toBe(address)
    expect(stages.bad!.error!.message).toBe('refused: $API_TOKEN and $FROM_FILE')
    expect(stages.bad!.log).toContain('printed $API_TOKEN')
  })
})

describe('version control', () => {
  const git = (project: ProjectRig, ...words: string[]) =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.org', ...words], {
      cwd: project.folder,
      encoding: 'utf8',
    }).trim()

  test('is told by commit, by whether all that ran is in it, and by an address without who it is for', async () => {
    const project = new ProjectRig({ ...numbersProject, '.gitignore': 'artifacts\nreports\n' })
    git(project, 'init', '-q')
    git(project, 'add', '-A')
    git(project, 'commit', '-q', '-m', 'first')
    git(project, 'remote', 'add', 'origin', 'https://somebody:hush-token@example.org/team/numbers.git')
    const commit = git(project, 'rev-parse', 'HEAD')
    await project.run()
    expect(evidenceOf(project, 'numbers').git).toEqual({
      commit,
      dirty: false,
      repository: 'https://example.org/team/numbers.git',
    })
    expect(project.read('reports/numbers.html')).toMatch(new RegExp(`${commit.slice(0, 8)}</code>, unchanged`))

    // A file that no stage uses is no part of what ran; a helper is.
    project.write({ 'notes.txt': 'later' })
    project.edit('pipeline.yaml', 'seed: 7', 'seed: 7 ')
    git(project, 'commit', '-q', '-a', '-m', 'second')
    await project.run('--force')
    expect(evidenceOf(project, 'numbers').git!.dirty).toBe(false)
    project.edit('lib/unit.ts', "'before'", "'after'")
    await project.run('--force')
    expect(evidenceOf(project, 'numbers').git!.dirty).toBe(true)
    expect((await project.run('runs')).stdout).toMatch(/ commit +set\n.* [0-9a-f]{8}\+ *\n/)

    git(project, 'checkout', '-q', 'lib/unit.ts')
    git(project, 'remote', 'set-url', 'origin', 'somebody@example.org:team/numbers.git')
    project.edit('pipeline.yaml', 'use: stages/judge.ts', 'use: stages/verdict.ts')
    project.write({ 'stages/verdict.ts': project.read('stages/judge.ts') })
    git(project, 'commit', '-q', 'pipeline.yaml', '-m', 'third')
    await project.run()
    // The new file was never added.
    expect(evidenceOf(project, 'numbers').git).toMatchObject({
      dirty: true,
      repository: 'ssh://example.org/team/numbers.git',
    })
  })
})
