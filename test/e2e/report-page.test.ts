import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { renderComparison } from '../../src/report/comparison/render-comparison.ts'
import { renderModelCard } from '../../src/report/model-card/render-model-card.ts'
import { renderOverview } from '../../src/report/overview/render-overview.ts'
import { renderReport } from '../../src/report/render-report.ts'
import type { ReportModel } from '../../src/report/report-model.ts'
import { sampleModel } from '../report/sample-model.ts'
import { sampleCard, sampleComparison, sampleOverview } from '../report/sample-pages.ts'
import { missingBrowser, sharedBrowser } from './browser.ts'
import { checkReportPage } from './report-page.ts'

const missing = missingBrowser()
// biome-ignore lint/suspicious/noConsole: a skipped test says why
if (missing !== undefined) console.warn(missing)

describe.skipIf(missing !== undefined)('the page in a browser', () => {
  const folder = mkdtempSync(join(tmpdir(), 'millrace-report-'))
  const path = join(folder, 'report.html')
  beforeAll(async () => writeFileSync(path, await renderReport(sampleModel)))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('has no errors, requests, clipped labels, sideways scroll or weak contrast, at 1280 and 390 px, light and dark', async () => {
    expect(await checkReportPage(path)).toEqual([])
  })

  it.each([
    ['the list of pipelines', () => renderOverview(sampleOverview)],
    ['a comparison', () => renderComparison(sampleComparison)],
    [
      'a model card',
      () => renderModelCard(sampleCard, 'real-madrid', { report: 'a.html', markdown: 'a.md', index: 'b.html' }),
    ],
  ])('is without flaws too as %s', async (name, render) => {
    const page = join(folder, `${name.replaceAll(' ', '-')}.html`)
    writeFileSync(page, await render())
    const looks = [{ widths: [1280], themes: ['light'] } as const, { widths: [390], themes: ['dark'] } as const]
    for (const look of looks) expect(await checkReportPage(page, look)).toEqual([])
  })

  it('has none either between the two widths', async () => {
    expect(await checkReportPage(path, { widths: [900, 640], themes: ['light'] })).toEqual([])
  })

  it('is found out when it is bad', async () => {
    const html = await renderReport(withChart({ mark: 'bar', data: { url: 'https://example.org/a.json' } }))
    const bad = join(folder, 'bad.html')
    const flaws = '<p style="color:#bbb">pale</p><div style="width:3000px">wide</div></main>'
    writeFileSync(bad, html.replace('</main>', flaws))
    const findings = await checkReportPage(bad, { widths: [390], themes: ['light'] })
    expect(new Set(findings.map((finding) => finding.kind))).toEqual(
      new Set(['console', 'contrast', 'sideways', 'undrawn']),
    )
    expect(findings.find((finding) => finding.kind === 'undrawn')?.text).toContain('could not be drawn')
  })

  it('remembers the theme that was chosen, and draws charts in it', async () => {
    await open(path, async (page) => {
      await page.click('[data-switch-theme]')
      await page.waitForFunction(
        '[...document.querySelectorAll("[data-chart]")].every((box) => box.dataset.drawn === "dark")',
      )
      await page.reload()
      expect(await page.evaluate('document.documentElement.dataset.theme')).toBe('dark')
    })
  })

  it('has redrawn its charts in light before it is printed', async () => {
    await open(path, async (page) => {
      await page.emulateMedia({ colorScheme: 'dark' })
      await page.waitForFunction(
        '[...document.querySelectorAll("[data-chart]")].every((box) => box.dataset.drawn === "dark")',
      )
      // Only microtasks may pass between the event and the paper.
      const themes = await page.evaluate(`(async () => {
        dispatchEvent(new Event('beforeprint'))
        for (let turn = 0; turn < 3000; turn += 1) await null
        return [...document.querySelectorAll('[data-chart]')].map((box) => box.dataset.drawn)
      })()`)
      expect(new Set(themes as string[])).toEqual(new Set(['light']))
    })
  })

  it('has on paper no rail and no buttons, no chart split over pages, and tables whole', async () => {
    await open(path, async (page) => {
      await page.emulateMedia({ media: 'print' })
      const seen = await page.evaluate(`({
        hidden: ['.rail', '.chart-tools', '.table-tools', '.data-fold'].filter((name) => [...document.querySelectorAll(name)].some((element) => element.checkVisibility())),
        split: [...document.querySelectorAll('.chart-figure, .table-figure')].filter((figure) => getComputedStyle(figure).breakInside !== 'avoid').length,
        ground: getComputedStyle(document.documentElement).backgroundColor,
      })`)
      expect(seen).toEqual({ hidden: [], split: 0, ground: 'rgb(255, 255, 255)' })
    })
  })

  it('pages and filters a long table, and says which rows are shown', async () => {
    const page = join(folder, 'overview.html')
    writeFileSync(page, await renderOverview(sampleOverview))
    await open(page, async (page) => {
      await page.click('.fold summary')
      const status = page.locator('.table-note [role=status]').first()
      const rows = page.locator('tbody').first().locator('tr')
      expect(await status.textContent()).toBe('1–20 of 27 rows')
      expect(await rows.count()).toBe(20)
      await page.getByRole('button', { name: 'Later rows of Runs of real-madrid' }).click()
      expect(await status.textContent()).toBe('21–27 of 27 rows')
      await page.getByRole('searchbox', { name: 'Filter rows of Runs of real-madrid' }).fill('kneighbors')
      expect(await status.textContent()).toBe('1–6 of 6 that hold “kneighbors”, among 27 rows')
      expect(await rows.count()).toBe(6)
    })
  })

  it('says of a table that it carries in part what a sort and a filter cover', async () => {
    const page = join(folder, 'long.html')
    const table = {
      rows: 1520,
      columns: [{ name: 'n', type: 'BIGINT', nulls: 0 }],
      head: Array.from({ length: 200 }, (_, i) => [i]),
    }
    const [first] = sampleModel.stages
    const model = {
      ...sampleModel,
      edges: [],
      stages: [{ ...first!, outputs: [{ name: 'rows', kind: 'table', table }] }],
    }
    writeFileSync(page, await renderReport(model))
    await open(page, async (page) => {
      const status = page.locator('.output .table-note [role=status]')
      expect(await status.textContent()).toBe('1–20 of 1,520 rows')
      await page.getByRole('button', { name: 'Later rows of rows' }).click()
      expect(await status.textContent()).toBe('21–40 of the first 200 of 1,520 rows')
      await page.locator('.output th .sort').click()
      await page.locator('.output th .sort').click()
      expect(await page.locator('.output tbody th').first().textContent()).toBe('199')
    })
  })

  // Drawing all charts takes a second and more: what does not get in each other's way looks at one page.
  describe('opened once', () => {
    let page: Page
    beforeAll(async () => {
      page = await openPage(path)
    })
    afterAll(() => page.close())

    it('sorts a table both ways, with nulls last', async () => {
      const head = page.locator('#stage-ingest th', { hasText: 'closing_odds' })
      const column = () =>
        page.evaluate<string[]>(
          '[...document.querySelectorAll("#stage-ingest tbody tr")].filter((row) => row.cells.length === 9).map((row) => row.cells[6].textContent)',
        )
      await head.locator('button').click()
      const up = await column()
      expect(up.slice(-4)).toEqual(['—', '—', '—', '—'])
      const numbers = up.slice(0, -4).map(Number)
      expect(numbers).toEqual([...numbers].sort((a, b) => a - b))
      await head.locator('button').click()
      expect(await head.getAttribute('aria-sort')).toBe('descending')
      expect((await column())[0]).toBe(String(up.at(-5)))
    })

    it.each(['svg', 'png', 'json'])('saves a chart as %s, with its title', async (kind) => {
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.locator(`#stage-smote [data-export=${kind}]`).click(),
      ])
      const saved = readFileSync(await download.path())
      expect(download.suggestedFilename()).toBe(`smote.balance.${kind === 'json' ? 'vl.json' : kind}`)
      if (kind === 'png') expect(saved.subarray(1, 4).toString()).toBe('PNG')
      else if (kind === 'svg') expect(saved.toString()).toMatch(/^<svg.*<text[^>]*>[^<]*(SMOTE|rows|class)/s)
      else
        expect(JSON.parse(saved.toString())).toMatchObject({
          $schema: expect.stringContaining('vega-lite/v6'),
          title: {},
        })
    })

    it('shows the data of a chart as a table when asked', async () => {
      await page.click('#stage-smote .data-fold summary')
      expect(await page.locator('#stage-smote .data-fold th[scope=col]').allTextContents()).toEqual([
        'class',
        'when',
        'rows',
        'share',
      ])
      expect(await page.locator('#stage-smote .data-fold .table-note').textContent()).toBe('1–6 of 6 rows')
    })
  })
})

async function open(path: string, look: (page: Page) => Promise<void>): Promise<void> {
  const page = await openPage(path)
  try {
    await look(page)
  } finally {
    await page.close()
  }
}

async function openPage(path: string): Promise<Page> {
  const browser = await sharedBrowser()
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, colorScheme: 'light' })
  await page.goto(`file://${path}`)
  await page.waitForFunction(
    'document.querySelector("[data-chart]") === null || document.documentElement.dataset.charts !== undefined',
  )
  return page
}

function withChart(spec: Readonly<Record<string, unknown>>): ReportModel {
  const [first] = sampleModel.stages
  const figure = { type: 'vega-lite', title: 'A chart from elsewhere', description: 'Words', spec } as const
  return {
    ...sampleModel,
    edges: [],
    stages: first === undefined ? [] : [{ ...first, outputs: [{ name: 'chart', kind: 'figure', figure }] }],
  }
}
