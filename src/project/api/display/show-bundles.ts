import type { MimeBundle } from '../mime-bundle.ts'
import { kernelDisplay } from './kernel-display.ts'

/** Shows bundles one below the other under the running cell; where there is no notebook, their text is printed. */
export async function showBundles(bundles: readonly MimeBundle[]): Promise<void> {
  const show = kernelDisplay()
  for (const bundle of bundles) {
    if (show !== undefined) await show(bundle)
    // biome-ignore lint/suspicious/noConsole: a script that asks to be shown something is shown it
    else console.log(bundle['text/plain'])
  }
}
