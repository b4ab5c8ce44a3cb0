import { describe, expect, test } from 'vitest'
import { ProjectRig } from '../rig/project-rig.ts'
import { hasTerminals, runOnTerminal, type Screen } from '../rig/screen.ts'

const stage = (inputs: string, run: string) => `import { defineStage, json, z } from 'millrace'
export default defineStage({ inputs: { ${inputs} }, outputs: { value: json<number>() }, random: false,
  params: z.object({ steps: z.number().default(0), by: z.number().default(1) }),
  async run({ inputs, params, progress }) {
    for (let i = 1; i <= params.steps; i++) {
      await new Promise((resolve) => setTimeout(resolve, 20))
      progress(i, params.steps, 'tree ' + i)
    }
    return { value: ${run} }
  } })`

/** One stage that feeds two, of which one goes on. */
const branching = {
  'pipeline.yaml': `name: tree
stages:
  first: { use: first.ts }
  left: { use: next.ts, in: { of: first.value }, params: { steps: 80 } }
  a-stage-with-a-name-that-is-rather-long: { use: next.ts, in: { of: first.value }, params: { by: 2 } }
  after: { use: next.ts, in: { of: left.value }, params: { by: 3 } }
`,
  'first.ts': stage('', 'params.by'),
  'next.ts': stage('of: json<number>()', 'inputs.of + params.by'),
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: that is what begins a colour
const colour = /\x1b\[[1-9]\d*m/
const widest = ({ lines, drawn }: Screen) => Math.max(...[...lines, ...drawn].map((line) => line.trimEnd().length))

describe.skipIf(!hasTerminals())('a run on a terminal', () => {
  test('is a tree whose lines change, with times, cache marks and a bar for what takes longer than a second', async () => {
    const project = new ProjectRig(branching)
    const first = await runOnTerminal(project, [], { columns: 120, rows: 24 })
    expect(first.code).toBe(0)
    expect(first.lines.slice(0, 4).map((line) => line.replace(/\d+\.\d\d s/, 'TIME'))).toEqual([
      expect.stringMatching(/^● first +TIME {2}ran$/),
      expect.stringMatching(/^├ ● left +TIME {2}ran$/),
      expect.stringMatching(/^│ ● after +TIME {2}ran$/),
      expect.stringMatching(/^└ ● a-stage-with-a-name-that-is-rather-lo… +TIME {2}ran$/),
    ])
    expect(first.lines.slice(4, 6)).toEqual([
      'Report: reports/tree.html',
      expect.stringMatching(/^Done: 4 stages ran, 0/),
    ])
    expect(first.drawn.join('\n')).toMatch(/├ ◌ left +[12]\.\d\d s {2}━+·* +\d+%, [\d.]+ s left, [\d.]+\/s {2}tree \d+/)
    expect(first.drawn.join('\n')).toMatch(/· after/)
    expect(first.raw).toMatch(colour)
    expect(widest(first)).toBeLessThan(120)

    project.edit('pipeline.yaml', 'by: 3', 'by: 4')
    const second = await runOnTerminal(project, [], { columns: 80, rows: 24 })
    expect(second.lines.slice(0, 4)).toEqual([
      expect.stringMatching(/^○ first +cached$/),
      expect.stringMatching(/^├ ○ left +cached$/),
      expect.stringMatching(/^│ ● after +\d\.\d\d s {2}ran {5}parameter by: 3 → 4$/),
      expect.stringMatching(/^└ ○ a-stage-with-a-name-tha… +cached$/),
    ])
    expect(widest(second)).toBeLessThan(80)
  })

  test('a failure stands above the tree, with its place and what to do', async () => {
    const project = new ProjectRig({
      ...branching,
      'next.ts': stage('of: json<number>()', '(() => { throw new Error("no") })()'),
    })
    const { code, lines } = await runOnTerminal(project, ['--keep-going'], { columns: 80, rows: 30 })
    expect(code).toBe(1)
    const text = lines.join('\n')
    expect(text).toMatch(/✕ left +\d\.\d\d s {2}failed\n {2}E_STAGE_THREW {2}no\n {4}next\.ts:9:/)
    expect(text).toMatch(/├ ✕ left +[\d.]+ s {2}failed\n│ – after +not run: left failed\n/)
    expect(lines.at(-2)).toBe('What is done is kept: the next run goes on from there.')
  })

  test('fits a narrow window', async () => {
    const screen = await runOnTerminal(new ProjectRig(branching), [], { columns: 40, rows: 24 })
    expect(screen.code).toBe(0)
    const tree = [...screen.lines.slice(0, 4), ...screen.drawn]
    expect(Math.max(...tree.map((line) => line.trimEnd().length))).toBeLessThan(40)
    expect(screen.lines[3]).toMatch(/^└ ● a-stage-wi… /)
  })

  test('NO_COLOR leaves colours out and the tree in', async () => {
    const screen = await runOnTerminal(new ProjectRig(branching), [], { columns: 80, rows: 24 }, { NO_COLOR: '1' })
    expect(screen.raw).not.toMatch(colour)
    expect(screen.drawn.length).toBeGreaterThan(0)
    expect(screen.lines[0]).toMatch(/^● first/)
  })

  test('a terminal that cannot move its cursor gets plain lines', async () => {
    const screen = await runOnTerminal(new ProjectRig(branching), [], { columns: 80, rows: 24 }, { TERM: 'dumb' })
    expect(screen.raw).not.toContain('\x1b')
    expect(screen.lines.filter((line) => line.startsWith('●'))).toHaveLength(4)
  })

  test('more stages than the window has lines are counted; those that run are drawn, those that ran listed', async () => {
    const names = Array.from({ length: 60 }, (_, i) => `s${i}`)
    const project = new ProjectRig({
      'pipeline.yaml': `name: many\nstages:\n${names.map((name, i) => `  ${name}: { use: first.ts, params: { by: ${i}${i === 7 ? ', steps: 40' : ''} } }\n`).join('')}`,
      'first.ts': stage('', 'params.by'),
    })
    const first = await runOnTerminal(project, ['-j', '1'], { columns: 80, rows: 15 })
    expect(first.lines.filter((line) => line.startsWith('● s'))).toHaveLength(60)
    expect(first.drawn.join('\n')).toMatch(/ {2}\d+ of 60 done, 0 of them cached, \d+ waiting {2}[\d.]+ s/)
    project.edit('pipeline.yaml', 's7: { use: first.ts, params: { by: 7', 's7: { use: first.ts, params: { by: 700')
    const second = await runOnTerminal(project, [], { columns: 80, rows: 15 })
    expect(second.lines.slice(0, 1)).toEqual([
      expect.stringMatching(/^● s7 +[\d.]+ s {2}ran {5}parameter by: 7 → 700$/),
    ])
    expect(second.lines[2]).toMatch(/^Done: 1 stage ran, 59 up to date/)
    expect(second.drawn.join('\n')).toMatch(/59 of 60 done, 59 of them cached, 0 waiting/)
    const status = await runOnTerminal(project, ['status'], { columns: 80, rows: 15 })
    expect(status.lines.slice(0, 1)).toEqual(['Nothing is stale: 60 stages up to date.'])
  })
})

describe('a run that is not on a terminal', () => {
  test('gives one plain line for each stage that ends; of many cached ones only the count', async () => {
    const project = new ProjectRig(branching)
    const first = await project.runWith({ env: { NO_COLOR: '' } })
    expect(first.stderr).not.toContain('\x1b')
    expect(first.stderr.match(/^● /gm)).toHaveLength(4)
    project.edit('pipeline.yaml', 'by: 3', 'by: 4')
    const second = await project.run()
    expect(second.stderr.match(/^○ .* cached$/gm)).toHaveLength(3)
    const names = Array.from({ length: 30 }, (_, i) => `s${i}`)
    const many = names.map((name) => `  ${name}: { use: first.ts }\n`).join('')
    project.edit('pipeline.yaml', 'stages:\n', `stages:\n${many}`)
    await project.run()
    project.edit('pipeline.yaml', 'by: 4', 'by: 5')
    const [status, dry] = await Promise.all([project.run('status'), project.run('--dry-run')])
    for (const { stderr } of [status, dry]) {
      expect(stderr).toMatch(/^◐ after {2}(is stale|would run): parameter by: 4 → 5\n1 stage of 34 not up to date\.\n$/)
    }
    const third = await project.run()
    expect(third.stderr).not.toContain('cached')
    expect(third.stderr).toContain('Done: 1 stage ran, 33 up to date')
  })

  test('FORCE_COLOR colours it all the same', async () => {
    const project = new ProjectRig(branching)
    expect((await project.runWith({ env: { NO_COLOR: '', FORCE_COLOR: '1' } })).stderr).toMatch(colour)
  })
})
