import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import asc from 'assemblyscript/asc'
import { build } from 'esbuild'
import { globSync } from 'tinyglobby'

/**
 * Writes src/ml/generated/: what a bundle cannot make itself, as TypeScript modules that it can carry.
 *
 * - `<family>-wasm.ts` for each folder src/ml/kernels/<family>/assembly: its kernels, compiled by AssemblyScript, in base64.
 * - `<name>-program.ts` for each file src/ml/**\/<name>.program.ts: the program for threads, bundled into one text.
 *
 * What is up to date is left alone. `npm ci` and `npm test` call it; after a change of a kernel: npm run kernels.
 */
const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const folder = join(root, 'src/ml/generated')
/** Raised to compile all anew. */
const format = 1
const flags = [
  '--runtime=stub',
  '--importMemory',
  '--sharedMemory',
  '--initialMemory=1',
  // The first page belongs to the crew (src/ml/threads/control-block.ts) and to constants of kernels.
  '--memoryBase=1024',
  '--maximumMemory=65536',
  '--enable=threads,simd,bulk-memory,sign-extension,mutable-globals',
  '--noAssert',
  '--optimizeLevel=3',
  '--shrinkLevel=0',
  '--converge',
]
const ascVersion = JSON.parse(readFileSync(join(root, 'node_modules/assemblyscript/package.json'), 'utf8')).version

export async function buildKernels() {
  mkdirSync(folder, { recursive: true })
  const written = new Set()
  const sources = globSync('src/ml/kernels/*/assembly/*.ts', { cwd: root }).sort()
  const stamp = digestOf(JSON.stringify([format, flags, ascVersion, ...sources.map((file) => digestOf(read(file)))]))
  for (const entry of sources.filter((file) => basename(file) === 'index.ts')) {
    const family = basename(dirname(dirname(entry)))
    written.add(`${family}-wasm.ts`)
    const target = join(folder, `${family}-wasm.ts`)
    if (existsSync(target) && readFileSync(target, 'utf8').startsWith(`// ${stamp}\n`)) continue
    const wasm = await compile(entry)
    writeFileSync(
      target,
      `// ${stamp}\n/** The kernels of src/ml/kernels/${family}, compiled. */\nexport const ${camel(family)}Wasm =\n  '${wasm.toString('base64')}'\n`,
    )
    console.log(`kernels: ${family}, ${wasm.length} bytes`)
  }
  const programs = globSync('src/ml/**/*.program.ts', { cwd: root }).sort()
  for (const entry of programs) {
    const name = basename(entry, '.program.ts')
    written.add(`${name}-program.ts`)
    const text = `/** ${entry}, bundled for threads. */\nexport const ${camel(name)}Source =\n  ${JSON.stringify(await bundleProgram(entry))}\n`
    const target = join(folder, `${name}-program.ts`)
    if (!existsSync(target) || readFileSync(target, 'utf8') !== text) writeFileSync(target, text)
  }
  for (const file of globSync('*.ts', { cwd: folder })) if (!written.has(file)) rmSync(join(folder, file))
}

async function compile(entry) {
  const files = new Map()
  const { error, stderr } = await asc.main([entry, '--baseDir', root, '--outFile', 'kernels.wasm', ...flags], {
    writeFile: (name, contents) => void files.set(name, contents),
  })
  if (error !== null) throw new Error(`${entry}: ${error.message}\n${stderr}`)
  return Buffer.from(files.get('kernels.wasm'))
}

/** A program for threads, with what runs it, as one text. */
export async function bundleProgram(entry) {
  const { outputFiles } = await build({
    absWorkingDir: root,
    stdin: {
      contents: `import { program } from './${entry}'\nimport { serveMember } from './src/ml/threads/serve-member.ts'\nserveMember(program)`,
      resolveDir: root,
      sourcefile: 'member.ts',
    },
    bundle: true,
    write: false,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    minify: true,
    legalComments: 'none',
    logLevel: 'warning',
  })
  return outputFiles[0].text
}

function read(file) {
  return readFileSync(join(root, file), 'utf8')
}

function digestOf(text) {
  return createHash('sha256').update(text).digest('hex')
}

function camel(name) {
  return name.replaceAll(/-(.)/g, (_, letter) => letter.toUpperCase())
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildKernels()
