import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, relative, resolve } from 'node:path'
import { MillraceError } from '../../base/errors/millrace-error.ts'
import { csvProject } from './csv-project.ts'
import { ownDependency } from './own-dependency.ts'
import { starterProject } from './starter-project.ts'

export interface InitOptions {
  /** A CSV file to make a pipeline for, which stays where it is; or a TypeScript notebook whose cells become stages. */
  readonly from?: string | undefined
  /** The column of the CSV file to predict. */
  readonly target?: string | undefined
}

const fixedFiles = ['package.json', '.gitignore', 'README.md']

/**
 * Writes a project that runs as it is.
 * @returns the files that were written, in the order in which they are to be read
 * @throws E_FILE_EXISTS before anything is written, E_ARGUMENT, and what looking at the data or the notebook throws
 */
export async function initProject(folder: string, { from, target }: InitOptions = {}): Promise<string[]> {
  const isNotebook = from?.endsWith('.ipynb') === true
  if (isNotebook && target !== undefined) {
    throw new MillraceError('E_ARGUMENT', '--target is for a CSV file, and --from names a notebook', {
      hint: 'Leave it out: init my-project --from study.ipynb.',
    })
  }
  if (!isNotebook && (from === undefined) !== (target === undefined)) {
    throw new MillraceError('E_ARGUMENT', from === undefined ? '--target needs --from' : '--from needs --target', {
      hint: 'Write both: init my-project --from data.csv --target column. A notebook, study.ipynb, needs no target.',
    })
  }
  const name = packageName(folder)
  refuseExisting(folder, [...fixedFiles, 'pipeline.yaml'])
  const { files: own, packages = {} } = isNotebook
    ? await (await import('./notebook-project.ts')).notebookProject(folder, name, existingFile(from))
    : {
        files:
          from === undefined || target === undefined
            ? starterProject(name)
            : await csvProject(folder, name, existingFile(from), target),
      }
  const what = isNotebook
    ? `The cells of \`${basename(from)}\` as stages. \`millrace notebook\` writes them as a notebook again.`
    : aboutText(target)
  const files: Record<string, string> = {
    ...own,
    'package.json': packageText(name, folder, packages),
    '.gitignore': 'node_modules/\nartifacts/\nreports/\n.env\n',
    'README.md': readmeText(name, what),
  }
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

function packageText(name: string, folder: string, packages: Readonly<Record<string, string>>): string {
  const manifest = {
    // A package of this name depending on Millrace would be taken for Millrace itself.
    name: name === 'millrace' ? 'my-millrace' : name,
    private: true,
    type: 'module',
    scripts: { start: 'millrace run', status: 'millrace status', verify: 'millrace verify' },
    dependencies: { millrace: ownDependency(folder), ...packages },
  }
  return `${JSON.stringify(manifest, null, 2)}\n`
}

function aboutText(target: string | undefined): string {
  return target === undefined
    ? 'A small pipeline: a CSV file, one stage in SQL and one in TypeScript.'
    : `Learns to tell the column \`${target}\` from the others, and says how well that goes. \`pipeline.yaml\` says what was decided about each column.`
}

function readmeText(name: string, what: string): string {
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
