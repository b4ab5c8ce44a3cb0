import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { chromium } from 'playwright-core'

const browserPath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium'
const viewport = { width: 1200, height: 900 }

/**
 * Writes each executed notebook as a page with its charts drawn and, where there is a browser, as a picture of the whole page.
 * @returns the files that were written
 */
export async function drawPages(copies: readonly string[], python: string): Promise<string[]> {
  const script = join(import.meta.dirname, 'notebook_page.py')
  const pages = copies.map((copy) => {
    const page = copy.replace(/\.ipynb$/, '.html')
    execFileSync(python, [script, copy, page], { stdio: ['ignore', 'ignore', 'inherit'] })
    return page
  })
  if (!existsSync(browserPath)) return pages
  const browser = await chromium.launch({ executablePath: browserPath, args: ['--no-sandbox', '--disable-gpu'] })
  try {
    const pictures: string[] = []
    for (const page of pages) {
      const tab = await browser.newPage({ viewport })
      // nbconvert's page asks a network for fonts of formulas; a picture needs none.
      await tab.route(/^https?:/, (route) => route.abort())
      await tab.goto(pathToFileURL(page).href, { waitUntil: 'load' })
      const picture = page.replace(/\.html$/, '.png')
      await tab.screenshot({ path: picture, fullPage: true })
      pictures.push(picture)
      await tab.close()
    }
    return [...pages, ...pictures]
  } finally {
    await browser.close()
  }
}
