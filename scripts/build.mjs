import { execFileSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { globSync } from 'tinyglobby'
import { buildKernels } from './build-kernels.mjs'

/**
 * Builds what a user installs: plain JavaScript in dist/, so that `millrace status` starts like plain Node. With the name of
 * a folder, `node scripts/build.mjs FOLDER`, only the JavaScript, and there: for tests.
 */
const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const elsewhere = process.argv[1] === fileURLToPath(import.meta.url) ? process.argv[2] : undefined
const dist = resolve(root, elsewhere ?? 'dist')
rmSync(dist, { recursive: true, force: true })
await buildKernels()

const shared = {
  absWorkingDir: root,
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  packages: 'external',
  logLevel: 'warning',
}
await build({
  ...shared,
  entryPoints: {
    cli: 'src/cli/main.ts',
    worker: 'src/project/worker.ts',
    index: 'src/index.ts',
    // What `openPipeline` loads when it is called; stage bundles know it by this name and leave it out.
    pipeline: 'src/project/api/pipeline.ts',
    ml: 'src/ml/index.ts',
    sports: 'src/sports/index.ts',
    report: 'src/report/index.ts',
  },
  outdir: dist,
  // What is loaded lazily stays in files of its own.
  splitting: true,
})
// For code that imports a shipped stage; pipelines bundle the sources themselves.
await build({
  ...shared,
  entryPoints: globSync('stages/**/*.ts', { cwd: root }).filter(
    (file) =>
      !file
        .split('/')
        .slice(1, -1)
        .some((folder) => folder !== 'sports'),
  ),
  outdir: join(dist, 'stages'),
  outbase: 'stages',
})

if (elsewhere === undefined) {
  const tsc = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin', 'tsc')
  execFileSync(process.execPath, [tsc, '-p', 'tsconfig.build.json'], { cwd: root, stdio: 'inherit' })
}
