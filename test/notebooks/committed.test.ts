import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { transform } from 'esbuild'
import { globSync } from 'tinyglobby'
import { describe, expect, test } from 'vitest'
import { type Notebook, readNotebook } from '../../scripts/notebooks/notebook.ts'

const root = join(import.meta.dirname, '..', '..')
const files = globSync('notebooks/*.ipynb', { cwd: root }).sort()
const textOf = (source: Notebook['cells'][number]['source']) => (typeof source === 'string' ? source : source.join(''))

test('there are notebooks', () => expect(files.length).toBeGreaterThanOrEqual(4))

describe.each(files)('%s', (file) => {
  const { cells, metadata, nbformat, nbformat_minor } = readNotebook(join(root, file))

  test('is committed without outputs, for the kernel of Deno', () => {
    expect([nbformat, nbformat_minor, metadata.kernelspec?.name]).toEqual([4, 5, 'deno'])
    for (const { cell_type, outputs, execution_count, id } of cells) {
      expect(id).toMatch(/^[\w-]{1,64}$/)
      if (cell_type === 'code') expect([outputs, execution_count]).toEqual([[], null])
    }
    expect(new Set(cells.map(({ id }) => id)).size).toBe(cells.length)
    expect(readFileSync(join(root, file), 'utf8')).not.toMatch(/\/(home|work|root|Users)\//)
  })

  test('its cells are TypeScript, and read only what they may', async () => {
    for (const { cell_type, source } of cells) {
      if (cell_type !== 'code') continue
      const code = textOf(source)
      // A cell may end with the value that it shows and may await: as a module it can.
      await expect(transform(code, { loader: 'ts', format: 'esm' }), code).resolves.toBeDefined()
      for (const [, name] of code.matchAll(/from '([^']+)'/g)) {
        expect(['millrace', 'millrace/ml', 'millrace/report', 'node:fs']).toContain(name)
      }
    }
  })
})
