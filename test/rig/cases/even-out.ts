import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const repository = join(import.meta.dirname, '..', '..', '..')

/** Where a case was played: no path of this machine stands in a transcript. */
export interface Places {
  readonly project: string
  readonly millrace: string
}

/** One kind of thing that differs from run to run, or from machine to machine. */
interface Variable {
  readonly what: string
  readonly pattern: RegExp
  readonly shown: string | ((...found: string[]) => string)
}

/**
 * A transcript without what differs from run to run: each such thing becomes a word in angle brackets. What matters stays
 * as it was printed: codes, places, quoted lines, underlines, hints, counts and values. Digests and ids of runs are
 * numbered, so that equal ones can be told from different ones.
 */
export function evenOut(transcript: string, places: Places): string {
  let text = transcript
  for (const { pattern, shown } of [...versions(places), ...variables()]) {
    text = text.replace(pattern, shown as (...found: string[]) => string)
  }
  return text
}

function variables(): Variable[] {
  const digest = numbering('digest')
  return [
    { what: 'the id of a run', pattern: /\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d-\d{3}Z-\d+/g, shown: numbering('run') },
    { what: 'the width of a column of such ids', pattern: /^( *)id +(?=when)/gm, shown: '$1id       ' },
    { what: 'a time', pattern: /\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?Z?)?/g, shown: '<time>' },
    { what: 'how long it took', pattern: / *\b(\d+\.\d\d s|\d\d+\.\d s|\d+ min \d+ s)\b/g, shown: ' <duration>' },
    { what: 'how long it took, in JSON', pattern: /"(seconds|cpuSeconds)":[\d.e-]+/g, shown: '"$1":<duration>' },
    { what: 'a digest', pattern: /\b[0-9a-f]{64}\b/g, shown: digest },
    { what: 'the beginning of a digest', pattern: /\b(?=\d*[a-f])(?=[a-f]*\d)[0-9a-f]{12}\b/g, shown: digest },
    { what: 'a size on disk', pattern: / *\b\d+(\.\d (kB|MB|GB)| B)\b/g, shown: ' <size>' },
    { what: 'a size on disk, in JSON', pattern: /"(bytes|freedBytes|keptBytes)":\d+/g, shown: '"$1":<size>' },
    { what: 'the memory that a process held', pattern: /it held \d+ MB/g, shown: 'it held <size>' },
    {
      what: 'how many files are watched, Millrace’s included',
      pattern: /Watching \d+ paths/g,
      shown: 'Watching <files> paths',
    },
    { what: 'where bash is', pattern: /\/[\w/]*\/bash(?=:)/g, shown: 'bash' },
    { what: 'the number of a process', pattern: /\b(process) \d+/gi, shown: '$1 <pid>' },
    { what: 'stages at once, by default one a core', pattern: /"jobs":\d+/g, shown: '"jobs":<jobs>' },
    {
      what: 'files that stages are built from, Millrace’s included',
      pattern: /^( {2}Code: .*)\(\d+ equal/gm,
      shown: '$1(<files> equal',
    },
    { what: 'these files, in JSON', pattern: /"code":\d+/g, shown: '"code":<files>' },
    {
      what: 'the disk under the store',
      pattern: /on (a local disk|a file system of the kind \w+)/g,
      shown: 'on <kind of disk>',
    },
  ]
}

function versions({ project, millrace }: Places): Variable[] {
  const version = (name: string) => {
    const manifest = readFileSync(join(repository, name, 'package.json'), 'utf8')
    return (JSON.parse(manifest) as { version: string }).version
  }
  const duckdb = version('node_modules/@duckdb/node-api')
  const exact = (what: string, text: string, shown: string): Variable => ({
    what,
    pattern: new RegExp(`(?<![\\w.])${text.replaceAll('.', '\\.')}(?![\\w.])`, 'g'),
    shown,
  })
  return [
    { what: 'the folder of the project', pattern: new RegExp(project, 'g'), shown: '<project>' },
    { what: 'the folder of Millrace', pattern: new RegExp(millrace, 'g'), shown: '<millrace>' },
    exact('Node’s version', process.versions.node, '<version of Node>'),
    exact('V8’s version', process.versions.v8, '<version of V8>'),
    exact('DuckDB’s version', duckdb, '<version of DuckDB>'),
    exact('DuckDB’s own version', `v${duckdb.replace(/-.*/, '')}`, '<version of DuckDB>'),
    exact('esbuild’s version', version('node_modules/esbuild'), '<version of esbuild>'),
    exact('Millrace’s version', version('.'), '<version of Millrace>'),
    exact('the platform', `${process.platform}-${process.arch}`, '<platform>'),
  ]
}

/** The same number for the same text; a digest and the beginning of it are the same. */
function numbering(word: string): (found: string) => string {
  const known: string[] = []
  return (found) => {
    const start = found.slice(0, word === 'digest' ? 12 : undefined)
    if (!known.includes(start)) known.push(start)
    return `<${word} ${known.indexOf(start) + 1}>`
  }
}
