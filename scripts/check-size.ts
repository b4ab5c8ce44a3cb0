import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { globSync } from 'tinyglobby'

/** Fails when a source file has more than 400 lines: a second thing lives in it. */
const mostLines = 400
const root = resolve(import.meta.dirname, '..')
const files = globSync(
  ['src/**/*.ts', 'stages/**/*.{ts,sql}', 'scripts/**/*.{ts,mjs}', 'test/**/*.ts', 'bench/**/*.ts', '*.ts'],
  { cwd: root },
)
const sizes = files.map((file) => ({ file, lines: readFileSync(join(root, file), 'utf8').split('\n').length - 1 }))
const large = sizes.filter(({ lines }) => lines > mostLines)
for (const { file, lines } of large) console.error(`${file} has ${lines} lines; the most is ${mostLines}`)
if (large.length > 0) process.exit(1)
const sources = sizes
  .filter(({ file }) => file.startsWith('src/'))
  .map(({ lines }) => lines)
  .sort((a, b) => a - b)
console.log(
  `size: ${files.length} files, median ${sources[sources.length >> 1]} lines in src/, largest ${Math.max(...sizes.map(({ lines }) => lines))}`,
)
