import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { transform } from 'esbuild'
import { describe, expect, test } from 'vitest'
import { apiRig } from './api-rig.ts'
import { runtimes } from './runtimes.ts'

const folder = join(import.meta.dirname, '..', '..', 'src', 'project', 'api')

interface Example {
  readonly name: string
  readonly code: string
}

/** Every `@example` of the programming interface, with the name that follows its docblock. */
function examplesIn(file: string): Example[] {
  const text = readFileSync(join(folder, file), 'utf8')
  return [...text.matchAll(/\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*([^\n]*)/g)].flatMap(([, block = '', next = '']) =>
    block
      .split('@example')
      .slice(1)
      .map((part) => ({
        name: `${file}: ${next.trim().slice(0, 60)}`,
        code: part.replace(/^[ \t]*\*[ ]?/gm, '').replace(/^@\w[\s\S]*$/m, ''),
      })),
  )
}

const examples = readdirSync(folder)
  .filter((file) => file.endsWith('.ts'))
  .flatMap(examplesIn)

test('every public method of the interface has an example', () => {
  for (const file of ['pipeline.ts', 'pipeline-table.ts', 'pipeline-model.ts']) {
    const text = readFileSync(join(folder, file), 'utf8')
    // What the class opens with, docblock and all, for each method that is neither private nor a display.
    const methods = [...text.matchAll(/\/\*\*(?:(?!\*\/)[\s\S])*\*\/\n {2}(?:async )?([a-z]\w*)(?:<[^(]*>)?\(/g)]
    const without = methods.filter(([block, name]) => name !== 'constructor' && !block.includes('@example'))
    expect(without.map(([, name]) => `${file} ${name}`)).toEqual([])
    expect(methods.length).toBeGreaterThan(4)
  }
})

describe.each(runtimes)('under $runtime', ({ command, flags, isThere }) => {
  test.skipIf(!isThere)('every example runs', async () => {
    const rig = apiRig()
    const bodies = examples.map(
      ({ name, code }) =>
        `  current = ${JSON.stringify(name)}\n  { ${code} }\n  done.push(current)${code.includes('.close()') ? '\n  pipeline = await openPipeline()' : ''}`,
    )
    const script = `import { openPipeline } from 'millrace'
const say = console.log
console.log = () => {}
const done = []
let current = ''
try {
  let pipeline = await openPipeline()
  await pipeline.run()
${bodies.join('\n')}
  await pipeline.close()
} catch (error) {
  say(JSON.stringify({ current, error: String(error), stack: error.stack }))
}
say(JSON.stringify({ done: done.length }))
`
    rig.write({ 'examples.mjs': (await transform(script, { loader: 'ts', target: 'node20' })).code })
    const { stdout, stderr } = spawnSync(command, [...flags, 'examples.mjs'], {
      cwd: rig.folder,
      encoding: 'utf8',
      timeout: 100_000,
    })
    expect(stderr).toBe('')
    expect(stdout.trim()).toBe(JSON.stringify({ done: examples.length }))
  })
})
