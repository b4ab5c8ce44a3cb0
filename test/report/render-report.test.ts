import { Script } from 'node:vm'
import { gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import type { ChartFigure } from '../../src/report/figure.ts'
import { renderReport } from '../../src/report/render-report.ts'
import type { ReportModel, StageCard } from '../../src/report/report-model.ts'
import { sampleModel } from './sample-model.ts'

const EVIL = '</script><script>alert(1)</script>"\'`<img src=x onerror=alert(2)>\u2028\u2029\0&amp;'

/** The sample with the same hostile text in every place that holds a value. */
function poison<T>(value: T): T {
  if (typeof value === 'string')
    return (
      ['ran', 'cached', 'stale', 'failed', 'blocked', 'ts', 'sql', 'table', 'vega-lite'].includes(value)
        ? value
        : `${value}${EVIL}`
    ) as T
  if (Array.isArray(value)) return value.map((item) => poison(item)) as T
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, key === 'spec' || key === 'section' ? item : poison(item)]),
  ) as T
}

/** What the page's script reads back. */
function unpacked(page: string, id: string): unknown {
  const text = new RegExp(`<script type="text/plain" id="${id}">([A-Za-z0-9+/=]*)</script>`).exec(page)?.[1] ?? ''
  return JSON.parse(gunzipSync(Buffer.from(text, 'base64')).toString())
}

describe('renderReport', () => {
  it('gives the same bytes for the same model', async () => {
    expect(await renderReport(structuredClone(sampleModel))).toBe(await renderReport(sampleModel))
  })

  it('lists the stages of a pipeline that is too large to draw', async () => {
    const [card] = sampleModel.stages
    const stages = Array.from({ length: 200 }, (_, i) => ({ ...card!, name: `stage${i}` }))
    const page = await renderReport({ ...sampleModel, stages, edges: [] })
    expect(page).toContain('graph-list alone')
    expect(page).not.toContain('<svg class="graph"')
  })

  it('lets no value become markup, wherever it stands', async () => {
    const page = await renderReport(poison(sampleModel))
    const shell = await renderReport(sampleModel)
    expect(page).not.toContain('<img')
    expect(page).not.toContain('alert(1)</script>')
    expect(page.match(/<script/g)?.length).toBe(shell.match(/<script/g)?.length)
    expect(page.match(/<\/script>/g)?.length).toBe(shell.match(/<\/script>/g)?.length)
    expect(page).not.toContain('\0')
  })

  it('tells checks in a table: folded while all is well, else open with what failed at its head', async () => {
    const check = { level: 'error', ok: true, seen: '3 rows', expected: 'exactly 3 rows', examples: [] } as const
    const all = await renderReport(only({ checks: [{ ...check, name: 'rows' }] }))
    expect(all).toContain('<details class="fold checks"><summary>Checks <span class="fold-note">1 check passed</span>')
    const page = await renderReport(
      only({
        checks: [
          { ...check, name: 'good' },
          { ...check, name: 'odd', level: 'warn', ok: false },
          { ...check, name: 'bad', ok: false, seen: '2 outside', examples: ['row 3: goals <25>'] },
        ],
      }),
    )
    const table = /<details class="fold checks" open>.*?<\/details>/s.exec(page)?.[0] ?? ''
    expect(table).toContain('1 failed, 1 warning, 1 check passed')
    const names = [...table.matchAll(/<th scope="row">(\w+)<\/th><td>.*?<\/svg> (\w+)/g)].map(([, ...found]) => found)
    expect(names).toEqual([
      ['bad', 'failed'],
      ['odd', 'warning'],
      ['good', 'passed'],
    ])
    expect(table).toContain('row 3: goals &lt;25&gt;')
    expect(await renderReport(only({}))).not.toContain('fold checks')
  })

  it('keeps values of charts inside their JSON', async () => {
    const spec = { data: { values: [{ name: EVIL }] }, mark: 'bar' }
    const figure: ChartFigure = { type: 'vega-lite', title: EVIL, description: EVIL, spec }
    const page = await renderReport(only({ outputs: [{ name: 'chart', kind: 'figure', figure }] }))
    expect(unpacked(page, 'chart-specs')).toEqual([spec])
  })

  it('packs what is long and folded, and leaves it out of the markup', async () => {
    const source = Array.from({ length: 400 }, (_, i) => `const name${i} = ${i}`).join('\n')
    const json = Array.from({ length: 100 }, (_, i) => ({ name: `${EVIL}${i}` }))
    const page = await renderReport(
      only({ code: [{ file: 'a.ts', language: 'ts', source }], outputs: [{ name: 'list', kind: 'json', json }] }),
    )
    expect(page).not.toContain('name399')
    const folds = unpacked(page, 'packed-folds') as string[]
    expect(folds).toHaveLength(2)
    const all = folds.join('')
    expect(all).toContain('name399')
    expect(all).not.toContain('<img')
    expect([...page.matchAll(/data-fold="(\d+)"/g)].map(([, number]) => Number(number)).sort()).toEqual([0, 1])
  })

  it('escapes code, which is coloured token by token', async () => {
    const source = `const a = "</script><b>" // <i> ${EVIL}\nconst b = \`<u>\n</u>\``
    const page = await renderReport(only({ code: [{ file: 'a.ts', language: 'ts', source }] }))
    const code = /<pre class="code.*?<\/pre>/s.exec(page)?.[0] ?? ''
    expect(code).not.toMatch(/<(?!\/?(pre|span)\b)/)
    expect(code).toContain('&lt;/script&gt;&lt;b&gt;')
  })

  it('stays below 1.5 MB with twenty charts of 300 rows', async () => {
    const values = Array.from({ length: 300 }, (_, i) => ({
      feature: `feature ${i % 12}`,
      model: 'random forest',
      value: Math.sin(i),
    }))
    const outputs = Array.from({ length: 20 }, (_, i) => ({
      name: `chart${i}`,
      kind: 'figure',
      figure: {
        type: 'vega-lite',
        title: 'A chart',
        description: 'Words',
        spec: { data: { values }, mark: 'bar' },
      } as const,
    }))
    const page = await renderReport(only({ outputs }))
    expect(Buffer.byteLength(page)).toBeLessThan(1_500_000)
  })

  it('leaves the chart libraries out of a page without charts', async () => {
    const page = await renderReport(only({}))
    expect(Buffer.byteLength(page)).toBeLessThan(60_000)
    expect(page).not.toContain('library-vega')
  })

  it('forbids the network and every script but its own two', async () => {
    const page = await renderReport(sampleModel)
    expect(page).toContain("default-src 'none'")
    expect(page.match(/'sha256-[A-Za-z0-9+/=]{44}'/g)).toHaveLength(2)
    expect(page).not.toMatch(/<(link|img|iframe)\b|<script[^>]* src=/)
    for (const [, source] of page.matchAll(/<script(?: type="module")?>(.*?)<\/script>/gs))
      expect(() => new Script(`async () => {${source}\n}`)).not.toThrow()
  })

  it('tells failures and warnings before good news', async () => {
    const page = await renderReport(sampleModel)
    const places = ['1 stage failed', 'log loss is 0.79', 'The test set has 38 rows', 'The closing odds remain'].map(
      (text) => page.indexOf(text),
    )
    expect(places.every((place) => place > 0)).toBe(true)
    expect(places).toEqual([...places].sort((a, b) => a - b))
  })

  it('gives headings in order, without gaps', async () => {
    const page = await renderReport(sampleModel)
    const levels = [...page.matchAll(/<h([1-6])/g)].map((match) => Number(match[1]))
    expect(levels[0]).toBe(1)
    for (const [index, level] of levels.slice(1).entries()) expect(level - (levels[index] ?? 0)).toBeLessThanOrEqual(1)
  })

  it('leads from every node of the graph to a card', async () => {
    const page = await renderReport(sampleModel)
    const targets = [...page.matchAll(/href="#(stage-[^"]+)"/g)].map((match) => match[1])
    expect(new Set(targets).size).toBe(sampleModel.stages.length)
    for (const target of targets) expect(page).toContain(`id="${target}"`)
  })

  it('says where results come from in words, with the digests folded, and leaves out what is not known', async () => {
    const page = await renderReport(sampleModel)
    const { commit, evidence } = sampleModel.provenance
    const text = page.slice(page.indexOf('id="provenance"')).replace(/<[^>]*>/g, '')
    expect(text).toMatch(/Of \d+ stages: \d+ ran, \d+ reused \(nothing that they are made of has changed\), 1 failed/)
    expect(text).toContain(`The code is that of commit ${commit!.slice(0, 8)}, with changes that are not in it.`)
    expect(text).toContain(evidence)
    expect(text).toContain('API_TOKENnot set')
    const { commit: _, dirty: __, ...unknown } = sampleModel.provenance
    const bare = await renderReport({ ...sampleModel, provenance: { ...unknown, environment: [], inputs: [] } })
    expect(bare).not.toMatch(/of commit|>Environment|>Inputs <span/)
  })

  it('quotes the line of an error and underlines it', async () => {
    const page = await renderReport(sampleModel)
    expect(page).toContain('stages/calibrate.ts:14:24')
    expect(page).toContain('^^^^^^^^^^^^^^')
  })

  it('draws a page for a pipeline that has no stages and no results', async () => {
    const page = await renderReport({ ...sampleModel, stages: [], edges: [], warnings: [] })
    expect(page).toContain('How to get this again')
    expect(page.slice(0, page.indexOf('<script type="module">'))).not.toMatch(/NaN|Infinity|undefined/)
  })

  it('shows stages that never ran, empty tables and nulls', async () => {
    const table = { rows: 0, columns: [{ name: 'a', type: 'DOUBLE', nulls: 0 }], head: [] }
    const page = await renderReport(only({ state: 'blocked', outputs: [{ name: 't', kind: 'table', table }] }))
    expect(page).toContain('No rows')
    expect(page.slice(0, page.indexOf('<script type="module">'))).not.toMatch(/NaN|Infinity|undefined/)
  })
})

function only(stage: Partial<StageCard>): ReportModel {
  const empty = {
    name: 'a',
    section: 'data',
    use: 'a.ts',
    description: '',
    state: 'ran',
    reasons: [],
    params: [],
    code: [],
    inputs: [],
    outputs: [],
  } as const
  return { ...sampleModel, edges: [], warnings: [], stages: [{ ...empty, ...stage }] }
}
