/** What a command line asks for, as far as the plan snapshot is concerned. */
export interface SnapshotRequest {
  readonly command: 'run' | 'status'
  readonly json: boolean
  readonly pipeline: string | undefined
  /** The same for all ways of asking for the same thing. */
  readonly key: readonly string[]
}

/** Options that change how a run goes or is told, but not what it comes to. */
const irrelevant = new Set(['--json', '--keep-going', '-k'])
const irrelevantWithValue = new Set(['--jobs', '-j'])
const relevantWithValue = new Set(['--set', '--from', '--pipeline', '-p'])

/** @returns undefined where only the whole program can answer */
export function snapshotRequest(argv: readonly string[], cwd: string = process.cwd()): SnapshotRequest | undefined {
  const command = argv[0] === 'status' ? 'status' : 'run'
  const rest = argv[0] === 'status' || argv[0] === 'run' ? argv.slice(1) : argv
  const key = [cwd]
  let pipeline: string | undefined
  for (let i = 0; i < rest.length; i++) {
    const [name, inline] = splitOption(rest[i]!)
    if (irrelevant.has(name)) continue
    if (irrelevantWithValue.has(name)) {
      // A value that is wrong is for the whole program to refuse.
      if (!/^[1-9]\d*$/.test(inline ?? rest[++i] ?? '')) return undefined
      continue
    }
    if (relevantWithValue.has(name)) {
      const value = inline ?? rest[++i]
      // What a file of parameters says is not in the key.
      if (value === undefined || value.startsWith('@')) return undefined
      if (name === '--pipeline' || name === '-p') pipeline = value
      key.push(name, value)
      continue
    }
    if (name.startsWith('-') && !(name === '--only' && command === 'run')) return undefined
    // `run-pipeline graph` and the like: a first word that is not a stage is another command.
    if (i === 0 && argv === rest && !name.startsWith('-')) return undefined
    key.push(name)
  }
  return { command, json: argv.includes('--json'), pipeline, key }
}

function splitOption(text: string): [string, string | undefined] {
  const equals = text.indexOf('=')
  return text.startsWith('--') && equals > 0 ? [text.slice(0, equals), text.slice(equals + 1)] : [text, undefined]
}
