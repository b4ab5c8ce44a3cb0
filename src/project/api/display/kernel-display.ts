import type { MimeBundle } from '../mime-bundle.ts'

/** Shows a bundle under the cell that runs; with a `display_id`, it can be shown again in its place. */
export type KernelDisplay = (
  bundle: MimeBundle,
  options?: { readonly display_id: string; readonly update: boolean },
) => unknown

interface DenoKernel {
  readonly jupyter?: { display(bundle: unknown, options: object): Promise<void> }
}

/** What shows a bundle under the cell that is running; undefined where there is no notebook. */
export function kernelDisplay(): KernelDisplay | undefined {
  // Outside of its kernel, Deno throws when it is asked for it.
  try {
    const kernel = (globalThis as { Deno?: DenoKernel }).Deno?.jupyter
    if (typeof kernel?.display !== 'function') return undefined
    return (bundle, options) => kernel.display(bundle, { raw: true, ...options })
  } catch {
    return undefined
  }
}
