import { beforeAll, describe, expect, test } from 'vitest'
import { openPipeline } from '../../../src/index.ts'
import type { Notebook, NotebookCell } from '../../../src/project/notebook/notebook.ts'
import { notebookText } from '../../../src/project/notebook/notebook-text.ts'
import { apiProject } from '../../api/api-project.ts'
import { schemaErrors, schemaValidator } from '../../rig/json-schema.ts'
import { ProjectRig } from '../../rig/project-rig.ts'
import { notebookSchema } from './notebook-schema.ts'

const findings = `
import { defineStage, json, z } from 'millrace'

/** Says that 1 < 2, in \`Array<number>\`. */
export default defineStage({
  inputs: { count: json<number>() },
  outputs: { findings: json() },
  params: z.object({ words: z.array(z.string()), limit: z.number().nullable().default(null) }),
  random: false,
  run: ({ inputs, params }) => ({
    findings: { headline: \`\${inputs.count} rows <b>\`, statements: params.words, warnings: ['Few rows.'] },
  }),
})
`

const pipelineYaml = `${apiProject['pipeline.yaml']}  say: { use: stages/say.ts, in: { count: count.count }, params: { words: [one, "it's"] } }
  log: { sh: 'cp $rows $out', in: { rows: rows.table }, out: { out: file } }
`

describe('a pipeline as a notebook', () => {
  let remove = () => {}
  const rig = new ProjectRig({ ...apiProject, 'pipeline.yaml': pipelineYaml, 'stages/say.ts': findings }, (end) => {
    remove = end
  })
  let before: Notebook
  let after: Notebook
  let again: string
  let stale: Notebook

  beforeAll(async () => {
    await using pipeline = await openPipeline(rig.path('pipeline.yaml'))
    before = await pipeline.notebook({ stages: ['count'] })
    ;(await pipeline.run(['rows', 'count', 'train', 'chart', 'say'])).orThrow()
    after = await pipeline.notebook({ folder: rig.path('notebooks') })
    again = notebookText(await pipeline.notebook({ folder: rig.path('notebooks') }))
    rig.edit('stages/rows.ts', 'i * 1.5', 'i * 2.5')
    stale = await pipeline.notebook({ stages: ['count'] })
    return remove
  })

  const cell = (notebook: Notebook, id: string): NotebookCell => notebook.cells.find((each) => each.id === id)!
  const outputs = (notebook: Notebook, id: string) => {
    const found = cell(notebook, id)
    return found.cell_type === 'code' ? found.outputs.map(({ data }) => data) : []
  }

  test('is valid by the schema of its format', () => {
    for (const notebook of [before, after, stale]) {
      expect(schemaErrors(schemaValidator(), notebookSchema, JSON.parse(notebookText(notebook)))).toEqual([])
    }
    const ids = after.cells.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
  })

  test('which the schema would not say of another document', () => {
    const { cells, ...rest } = JSON.parse(notebookText(after)) as { cells: object[] }
    const wrong = [
      { ...cells[0]!, id: 'a b' },
      { ...cells[1]!, outputs: undefined },
    ]
    for (const one of wrong) {
      expect(schemaErrors(schemaValidator(), notebookSchema, { ...rest, cells: [one] })).not.toEqual([])
    }
  })

  test('has the same bytes when it is written again, and keys in the order in which Jupyter saves them', () => {
    expect(notebookText(after)).toBe(again)
    expect(Object.keys(JSON.parse(again) as object)).toEqual(['cells', 'metadata', 'nbformat', 'nbformat_minor'])
  })

  test('opens the pipeline from where it lies, and shows its drawing', () => {
    expect(cell(after, 'open').source).toContain("openPipeline('../pipeline.yaml')")
    expect(outputs(after, 'open')[0]).toMatchObject({ 'image/svg+xml': expect.stringContaining('<svg') })
  })

  test('has text, source and a cell to run for each stage, in an order in which they can run', () => {
    const shown = after.cells.flatMap(({ metadata }) =>
      metadata.millrace?.role === 'show' ? [metadata.millrace.stage] : [],
    )
    expect(shown).toEqual(['rows', 'count', 'train', 'chart', 'say', 'log'])
    const text = cell(after, 'stage-train').source
    expect(text).toContain('## train\n\nA small forest.')
    expect(text).toContain('Takes `rows` (table) from `rows.table`. Gives `model` (model).')
    expect(text).toContain('```ts\n')
    expect(cell(after, 'stage-log').source).toContain('cp $rows $out')
    expect(cell(after, 'stage-say').source).toContain('Says that 1 &lt; 2, in `Array<number>`.')
  })

  test('gives parameters to edit, and defaults as comments', () => {
    expect(cell(after, 'show-say').source).toBe(
      `await pipeline.show('say', {\n  words: ['one', "it's"],\n  // limit: null,\n})`,
    )
    expect(cell(after, 'show-count').source).toBe("await pipeline.show('count')")
  })

  test('holds what stages gave: tables as HTML, figures as Vega-Lite and SVG, findings as Markdown, json as text', () => {
    expect(outputs(after, 'show-rows')[1]).toMatchObject({ 'text/html': expect.stringContaining('<table>') })
    expect(outputs(after, 'show-count')[1]).toMatchObject({ 'text/plain': 'count.count 10' })
    expect(outputs(after, 'show-train')[1]).toMatchObject({ 'text/plain': expect.stringContaining('random-forest') })
    expect(Object.keys(outputs(after, 'show-chart')[1]!)).toEqual([
      'application/vnd.vegalite.v5+json',
      'image/svg+xml',
      'text/plain',
    ])
    const markdown = String(outputs(after, 'show-say')[1]!['text/markdown'])
    expect(markdown).toBe("**10 rows \\<b\\>**\n\n> ⚠ Few rows.\n\n- one\n- it's")
  })

  test('says how each stage stands, and why', () => {
    const line = (notebook: Notebook, id: string) => outputs(notebook, id).map((data) => data['text/plain'])
    expect(line(before, 'show-count')).toEqual(['◐ count is stale: reads from rows, which is stale: has never run'])
    expect(line(after, 'show-count')[0]).toBe('○ count is fresh')
    expect(line(after, 'show-log')[0]).toContain('◐ log is stale: has never run')
    expect(line(stale, 'show-rows')[0]).toBe('◐ rows is stale: code changed: stages/rows.ts')
    expect(line(stale, 'show-rows')[1]).toContain('◐ stale: code changed: stages/rows.ts\n')
    expect(stale.cells.some(({ id }) => id === 'show-train')).toBe(false)
  })
})
