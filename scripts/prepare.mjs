import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Run by npm after an install in the repository and before packing. A published package comes built. */
const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const installed = (name) => existsSync(join(root, 'node_modules', name))

if (!existsSync(join(root, 'src'))) {
  console.log('millrace: nothing to build, this package comes built.')
} else if (!['typescript', 'esbuild', 'assemblyscript'].every(installed)) {
  console.log(
    'millrace: the development tools are not installed, so dist/ is not built. Run `npm install` with them to build it.',
  )
} else {
  await import('./build.mjs')
}
