import { execFileSync } from 'node:child_process'
import { rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { globSync } from 'tinyglobby'
import { buildKernels } from './build-kernels.mjs'
import { bundledLicenses } from './bundled-licenses.mjs'

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
  logLevel: 'warning',
}
// What others import.
const library = { ...shared, packages: 'external' }
await build({
  ...library,
  entryPoints: {
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

// What is started, the command line and its workers, holds the small packages that it needs at once: to find and read their
// two hundred files took longer than all else together.
const isLoadedLate = ['@duckdb/node-api', 'apache-arrow', 'esbuild', 'oxc-parser', 'vega', 'vega-lite', 'zx', 'ml-*']
const { metafile } = await build({
  ...shared,
  metafile: true,
  entryPoints: { cli: 'src/cli/main.ts', worker: 'src/project/worker.ts' },
  external: isLoadedLate,
  // Packages in CommonJS ask for Node's own modules by `require`.
  banner: {
    js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);",
  },
  plugins: [
    {
      // In a file of its own: stages in a worker import it too (src/languages/ts/external-packages.ts).
      name: 'one-zod',
      setup({ onResolve }) {
        onResolve({ filter: /^zod$/ }, () => ({ path: './zod.js', external: true, sideEffects: false }))
      },
    },
  ],
  outdir: dist,
  splitting: true,
})
const zod = await build({ ...shared, metafile: true, entryPoints: { zod: 'zod' }, minify: true, outdir: dist })
writeFileSync(join(dist, 'licenses.txt'), bundledLicenses(root, { ...metafile.inputs, ...zod.metafile.inputs }))

// For code that imports a shipped stage; pipelines bundle the sources themselves.
await build({
  ...library,
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
