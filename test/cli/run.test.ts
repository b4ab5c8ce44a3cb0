import { describe, expect, test } from 'vitest'
import { ProjectRig, ran, reused } from '../rig/project-rig.ts'
import { numbersProject, tablesProject } from '../rig/sample-stages.ts'

describe('run', () => {
  test('the first run runs every stage after what it reads, and writes artifacts, lock file and report', async () => {
    const project = new ProjectRig(numbersProject)
    const first = await project.run()
    expect(first.code).toBe(0)
    expect(first.stdout).toBe('')
    expect(first.stderr).toContain('Done: 4 stages ran, 0 up to date')
    expect(project.json('artifacts/numbers/scale/numbers.json')).toEqual([2, 4, 6])
    expect(project.json('artifacts/numbers/sum/total.json')).toBe(12)
    expect(project.json('artifacts/numbers/other/total.json')).toBe(13)
    expect(project.json('artifacts/numbers/judge/verdict.json')).toBe('under')
    expect(Object.keys(project.json<{ stages: object }>('pipeline.lock').stages)).toEqual([
      'scale',
      'sum',
      'other',
      'judge',
    ])
    expect(project.read('reports/numbers.html')).toMatch(/^<!doctype html>/i)

    const second = await project.run()
    expect(second.code).toBe(0)
    expect(second.stderr).toContain('Nothing to do: 0 stages ran, 4 are up to date.')
  })

  test('--json prints one JSON document a line and ends with what ran, on the long way and on the short one', async () => {
    const project = new ProjectRig(numbersProject)
    const first = await project.run('--json')
    expect(documents(first.stdout).at(-1)).toMatchObject({ type: 'run-finished', ok: true, ran: 4, reused: 0 })
    expect(ran(first).indexOf('scale')).toBeLessThan(ran(first).indexOf('sum'))
    expect(ran(first).indexOf('sum')).toBeLessThan(ran(first).indexOf('judge'))
    expect(first.stderr).toBe('')

    const quick = await project.run('run', '--json')
    expect(documents(quick.stdout).at(-1)).toMatchObject({ type: 'run-finished', ok: true, ran: 0, reused: 4 })

    // A file that is newer and says the same makes the program look at everything.
    project.edit('pipeline.yaml', 'seed: 7', 'seed: 7 # lucky')
    const full = await project.run('--json')
    expect(documents(full.stdout).at(-1)).toMatchObject({ type: 'run-finished', ok: true, ran: 0, reused: 4 })
    expect(reused(full).sort()).toEqual(reused(quick).sort())
    expect(quick.events.map(({ type }) => type)).toEqual(full.events.map(({ type }) => type))
  })

  test('tables flow through TypeScript and SQL stages and are read by any Parquet reader', async () => {
    const project = new ProjectRig(tablesProject)
    const result = await project.run('--json')
    expect(result.code).toBe(0)
    expect(await project.rows('artifacts/tables/big/table.parquet')).toEqual(
      [3, 4, 5, 6, 7, 8, 9].map((id) => ({ id, value: id * 1.5 })),
    )
    expect(project.json('artifacts/tables/count/count.json')).toBe(7)
  })

  test('one worker at a time and two give the same lock file', async () => {
    const [one, two] = [new ProjectRig(numbersProject), new ProjectRig(numbersProject)]
    const results = await Promise.all([one.run('--jobs', '1'), two.run('-j', '2')])
    expect(results.map(({ code }) => code)).toEqual([0, 0])
    expect(one.read('pipeline.lock')).toBe(two.read('pipeline.lock'))
    expect(one.read('pipeline.lock')).not.toMatch(/seconds|At"|\d{4}-\d\d-\d\d/)
  })

  test('a chain of a hundred stages runs in order and is then up to date', async () => {
    const names = Array.from({ length: 100 }, (_, i) => `s${i}`)
    const stages = names.map((name, i) =>
      i === 0
        ? `  ${name}: { use: stages/first.ts }`
        : `  ${name}: { use: stages/next.ts, in: { value: s${i - 1}.value } }`,
    )
    const stage = (inputs: string, value: string) =>
      `import { defineStage, json } from 'millrace'
export default defineStage({ inputs: { ${inputs} }, outputs: { value: json<number>() }, random: false,
  run: ({ inputs }) => ({ value: ${value} }) })`
    const project = new ProjectRig({
      'pipeline.yaml': `name: chain\nstages:\n${stages.join('\n')}\n`,
      'stages/first.ts': stage('', '0'),
      'stages/next.ts': stage('value: json<number>()', 'inputs.value + 1'),
    })
    const first = await project.run('--json')
    expect(first.events.at(-1)).toMatchObject({ ok: true, ran: 100 })
    expect(ran(first)).toEqual(names)
    expect(project.json('artifacts/chain/s99/value.json')).toBe(99)
    expect((await project.run()).stderr).toContain('0 stages ran, 100 are up to date')
  })

  test('forty stages side by side run, keep their logs apart, and are drawn', { timeout: 60_000 }, async () => {
    const names = Array.from({ length: 40 }, (_, i) => `s${i}`)
    const project = new ProjectRig({
      'pipeline.yaml': `name: wide\nstages:\n${names.map((name, i) => `  ${name}: { use: stages/talk.ts, params: { n: ${i} } }\n`).join('')}`,
      'stages/talk.ts': `import { defineStage, json, z } from 'millrace'
export default defineStage({ inputs: {}, outputs: { n: json() }, params: z.object({ n: z.number() }), random: false,
  run({ params }) { console.log('line ' + params.n); console.error('line ' + params.n); return { n: params.n } } })`,
    })
    const result = await project.run('--json')
    expect(result.events.at(-1)).toMatchObject({ ok: true, ran: 40 })
    const said = new Map(names.map((name) => [name, '']))
    for (const { type, stage, text } of result.events)
      if (type === 'stage-log') said.set(String(stage), `${said.get(String(stage))}${text}`)
    names.forEach((name, i) => {
      expect(said.get(name)).toBe(`line ${i}\nline ${i}\n`)
    })
  })

  test('what a stage prints and logs is kept with its result', async () => {
    const project = new ProjectRig({
      'pipeline.yaml': 'name: logs\nstages:\n  talk: { use: talk.ts }\n',
      'talk.ts': `import { defineStage, json } from 'millrace'
export default defineStage({ inputs: {}, outputs: { done: json() }, run({ log, progress }) {
  log('a line of the log'); console.log('a printed line'); console.error('a printed mistake'); progress(1, 1)
  return { done: true } } })`,
    })
    const result = await project.run('--json')
    const said = result.events.filter(({ type }) => type === 'stage-log').map(({ text }) => text)
    expect(said.join('')).toContain('a line of the log\n')
    expect(said.join('')).toContain('a printed line\n')
    expect(said.join('')).toContain('a printed mistake\n')
    const { fingerprint } = result.events.find(({ type }) => type === 'stage-finished') as unknown as {
      fingerprint: string
    }
    const folder = `artifacts/.store/actions/${fingerprint}`
    const [entry] = project.list(folder).filter((name) => name !== 'key.json')
    expect(project.json<{ log: string }>(`${folder}/${entry}`).log).toContain('a printed line')
    expect((await project.run('--force', '--json')).events.filter(({ type }) => type === 'notice')).toEqual([])
  })
})

/** Every line of a text, each of which must be a JSON document with a type. */
function documents(text: string): { type: string }[] {
  expect(text.endsWith('\n')).toBe(true)
  return text
    .slice(0, -1)
    .split('\n')
    .map((line) => JSON.parse(line) as { type: string })
}
