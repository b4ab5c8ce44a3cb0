import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { MillraceError } from '../../base/errors/millrace-error.ts'
import type { SourcePosition } from '../../base/errors/position.ts'

/**
 * `npm:vega-datasets/data/football.json`: the file inside the nearest `node_modules`, walking up from the pipeline.
 * The package's `exports` are not asked: they hide data files.
 * @throws E_FILE_NOT_FOUND that says whether the package or the file is missing
 */
export function findPackageFile(spec: string, folder: string, at: SourcePosition): string {
  const [, name, file] = /^npm:((?:@[^/]+\/)?[^/@]+)\/(.+)$/.exec(spec) ?? []
  if (name === undefined || file === undefined || file.split('/').includes('..')) {
    throw new MillraceError('E_FILE_NOT_FOUND', `"${spec}" does not name a file of a package`, {
      at,
      hint: 'Write it as npm:package/path/to/file.',
    })
  }
  for (let up = folder; ; up = dirname(up)) {
    const root = join(up, 'node_modules', name)
    if (existsSync(root)) {
      if (existsSync(join(root, file))) return join(root, file)
      throw new MillraceError('E_FILE_NOT_FOUND', `package "${name}" is installed but has no file "${file}"`, {
        at,
        hint: `Look at what lies in node_modules/${name}.`,
      })
    }
    if (up === dirname(up)) break
  }
  throw new MillraceError('E_FILE_NOT_FOUND', `package "${name}" is not installed`, {
    at,
    hint: `Run: npm install ${name}`,
  })
}
