import { pathToFileURL } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { axeFindings } from './axe-findings.ts'
import { launchBrowser, sharedBrowser } from './browser.ts'
import { lookAtPage, type Sight } from './look-at-page.ts'

export interface PageFinding {
  readonly kind: 'console' | 'error' | 'request' | 'undrawn' | 'clipped' | 'sideways' | 'contrast' | 'axe'
  readonly width: number
  readonly theme: 'light' | 'dark'
  readonly text: string
}

export interface PageCheckOptions {
  readonly widths?: readonly number[]
  readonly themes?: readonly ('light' | 'dark')[]
}

/**
 * Opens a page from disk in each width and theme and says what is wrong with it: messages on the console, errors,
 * requests, charts that have not drawn, clipped labels, sideways scroll, text whose contrast is below AA, and what axe-core
 * calls serious or critical.
 */
export async function checkReportPage(htmlPath: string, options: PageCheckOptions = {}): Promise<PageFinding[]> {
  const { widths = [1280, 390], themes = ['light', 'dark'] } = options
  const browser = await sharedBrowser()
  const findings: PageFinding[] = []
  for (const width of widths)
    for (const theme of themes) findings.push(...(await checkOnce(browser, htmlPath, width, theme)))
  return findings
}

async function checkOnce(
  browser: Browser,
  path: string,
  width: number,
  theme: 'light' | 'dark',
): Promise<PageFinding[]> {
  const findings: PageFinding[] = []
  const add = (kind: PageFinding['kind'], text: string) => findings.push({ kind, width, theme, text })
  const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme: theme })
  const address = pathToFileURL(path).href
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) add('console', message.text())
  })
  page.on('pageerror', (error) => add('error', error.message))
  page.on('request', (request) => {
    const url = request.url().split('#')[0] ?? ''
    if (url !== address && !/^(data|blob|about):/.test(url)) add('request', url)
  })
  try {
    await page.goto(address)
    await waitForCharts(page)
    // Text inside folds counts too: everything is opened before looking.
    await page.evaluate('for (const fold of document.querySelectorAll("details")) fold.open = true')
    await page.waitForTimeout(300)
    await waitForCharts(page)
    for (const { kind, text } of await page.evaluate<Sight[]>(lookAtPage)) add(kind, text)
    for (const text of await axeFindings(page)) add('axe', text)
  } finally {
    await page.close()
  }
  return findings
}

/** Seconds from asking for a page until all of its charts are drawn, in a browser that has just been started. */
export async function openingSeconds(path: string): Promise<number> {
  const browser = await launchBrowser()
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } })
    const started = performance.now()
    await page.goto(pathToFileURL(path).href)
    await waitForCharts(page)
    return (performance.now() - started) / 1000
  } finally {
    await browser.close()
  }
}

/** A page that never says that its charts are done is looked at as it is, and found out. */
async function waitForCharts(page: Page): Promise<void> {
  const done =
    'document.querySelector("[data-chart]") === null || document.documentElement.dataset.charts !== undefined'
  await page.waitForFunction(done, undefined, { timeout: 60_000 }).catch(() => undefined)
}
