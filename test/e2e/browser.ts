import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'
import { afterAll } from 'vitest'

export const chromiumPath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium'

/** Nothing when a browser is there, else a sentence that says why a test is skipped. */
export function missingBrowser(): string | undefined {
  return existsSync(chromiumPath) ? undefined : `No Chromium at ${chromiumPath}: set CHROMIUM_PATH to check pages.`
}

let shared: Promise<Browser> | undefined

/** One browser for all tests of a file, started at its first use. Each new page of it has a memory and a storage of its own. */
export function sharedBrowser(): Promise<Browser> {
  shared ??= launchBrowser()
  return shared
}

afterAll(async () => {
  await (await shared)?.close()
  shared = undefined
})

/** A browser of one's own. */
export function launchBrowser(): Promise<Browser> {
  const quiet = [
    'no-first-run',
    'disable-background-networking',
    'disable-component-update',
    'disable-sync',
    'disable-quic',
  ]
  return chromium.launch({
    executablePath: chromiumPath,
    args: ['--no-sandbox', '--disable-gpu', ...quiet.map((name) => `--${name}`)],
  })
}
