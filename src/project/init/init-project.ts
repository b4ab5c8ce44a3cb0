import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, relative, resolve } from 'node:path'
import { MillraceError } from '../../base/errors/millrace-error.ts'
import { csvProject } from './csv-project.ts'
import { ownDependency } from './own-dependency.ts'
import { starterProject } from './starter-project.ts'

export interface InitOptions {
  /** A CSV file to make a pipeline for; it stays where it is. */
  readonly from?: string | undefined
  /** The column of that file to predict. */
  readonly target?: string | undefined
}

/**
 * Writes a project that runs as it is.
 * @returns the files that were written, in the order in which they are to be read
 * @throws E_FILE_EXISTS before anything is written, E_ARGUMENT, and what looking at the data throws
 */
export async function initProject(folder: string, { from, target }: InitOptions = {}): Promise<string[]> {
  if ((from === undefined) !== (target === undefined)) {
    throw new MillraceError('E_ARGUMENT', from === undefined ? '--target needs --from' : '--from needs --target', {
      hint: 'Write both: init my-project --from data.csv --target column.',
    })
  }
  const name = packageName(folder)
  const fixed = {
    'package.json': packageText(name, folder),
    '.gitignore': 'node_modules/\nartifacts/\nreports/\n.env\n',
    'README.md': readmeText(name, target),
  }
  refuseExisting(folder, [...Object.keys(fixed), 'pipeline.yaml'])
  const own =
    from === undefined || target === undefined
      ? starterProject(name)
      : await csvProject(folder, name, existingFile(from), target)
  const files = { ...own, ...fixed }
  refuseExisting(folder, Object.keys(files))
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    // `wx`: a file that appeared meanwhile stays as it is.
    writeFileSync(join(folder, path), text, { flag: 'wx' })
  }
  return Object.keys(files)
}

function refuseExisting(folder: string, paths: readonly string[]): void {
  if (!existsSync(folder)) return
  const present = paths.find((path) => existsSync(join(folder, path)))
  if (present === undefined) return
  const shown = relative(process.cwd(), join(folder, present))
  throw new MillraceError('E_FILE_EXISTS', `${shown} is there already, and init overwrites nothing`, {
    hint: 'Name another folder: init my-project.',
  })
}

function existingFile(path: string): string {
  if (existsSync(path)) return resolve(path)
  throw new MillraceError('E_FILE_NOT_FOUND', `--from ${path}: there is no such file`, {
    hint: 'The path starts from the folder that the command is run in.',
  })
}

/** A name that npm and pipelines both take, from the folder's. */
function packageName(folder: string): string {
  const name = basename(resolve(folder))
    .toLowerCase()
    .replace(/[^a-z0-9_-]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '')
  return name === '' || name === 'node_modules' ? 'pipeline' : name
}

function packageText(name: string, folder: string): string {
  const manifest = {
    // A package of this name depending on Millrace would be taken for Millrace itself.
    name: name === 'millrace' ? 'my-millrace' : name,
    private: true,
    type: 'module',
    scripts: { start: 'millrace run', status: 'millrace status', verify: 'millrace verify' },
    dependencies: { millrace: ownDependency(folder) },
  }
  return `${JSON.stringify(manifest, null, 2)}\n`
}

function readmeText(name: string, target: string | undefined): string {
  const what =
    target === undefined
      ? 'A small pipeline: a CSV file, one stage in SQL and one in TypeScript.'
      : `Learns to tell the column \`${target}\` from the others, and says how well that goes. \`pipeline.yaml\` says what was decided about each column.`
  return `# ${name}

${what}

\`\`\`
npm install
npx millrace            # runs what is stale and writes reports/${name}.html
npx millrace explain    # why a stage is stale
npx millrace verify     # runs it again from scratch and compares
\`\`\`

Results lie in \`artifacts/\`. \`pipeline.lock\` says what came out and belongs into git; \`artifacts/\` and \`reports/\` do not.
`
}
