import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ProjectRig } from '../../rig/project-rig.ts'

/** Each stage fails in its own way; all run in one go. */
const stages = {
  'exit code': {
    text: `    sh: |
      echo about to fail
      bash "$in_script" "$param_how"
    in: { script: scripts/fail.sh }
    params: { how: badly }
    out: { value: json }`,
    says: [
      'E_STAGE_COMMAND  the command of stage "exit-code" ended with exit code 1',
      '$ bash "$in_script" "$param_how"',
      'went badly: 3 rows short',
    ],
    saysNot: /^\s+about to fail/m,
  },
  'not found': {
    text: `    sh: nosuchprogram > "$out_value"\n    out: { value: json }`,
    says: [
      'ended with exit code 127 (command not found)',
      '$ nosuchprogram > "$out_value"',
      'nosuchprogram: command not found',
      'A program that it names is not on the PATH.',
    ],
  },
  signal: {
    text: `    sh: kill -SEGV $$\n    out: { value: json }`,
    says: ['ended with signal SIGSEGV'],
  },
  pipe: {
    text: `    sh: (echo 1; false) | cat > "$out_value"\n    out: { value: json }`,
    says: ['ended with exit code 1'],
  },
  'undeclared variable': {
    text: `    sh: cat "$in_nosuch" > "$out_value"\n    out: { value: json }`,
    says: ['in_nosuch: unbound variable'],
  },
  'undeclared file': {
    text: `    sh: cat data/raw.txt > "$out_value"\n    out: { value: json }`,
    says: ['cat: data/raw.txt: No such file or directory', 'a file that it reads is declared under `in:`'],
  },
  'undeclared module': {
    text: `    sh: node "$in_script" 2>&1 | grep -v "^    at" >&2\n    in: { script: scripts/imports.mjs }\n    out: { value: json }`,
    says: ['Cannot find module', 'neighbour.mjs'],
  },
  'undeclared value': {
    text: `    sh: echo "$SECRET" > "$out_value"\n    out: { value: json }`,
    says: ['SECRET: unbound variable'],
  },
  'a secret': {
    text: `    sh: echo "token $TOKEN was refused" >&2; exit 1\n    out: { value: json }\n    env: [TOKEN]`,
    says: ['token $TOKEN was refused'],
    saysNot: /s3cret/,
  },
  'no output': {
    text: `    sh: echo 1 > "$out_value"; echo forgot the rest >&2\n    out: { value: json, rest: table }`,
    says: [
      'E_STAGE_OUTPUT  the command of stage "no-output" wrote no file as "rest"',
      'forgot the rest',
      'It is to write a table to "$out_rest".',
    ],
  },
  'a folder': {
    text: `    sh: mkdir "$out_value"\n    out: { value: file }`,
    says: ['wrote no file as "value"'],
  },
  'no json': {
    text: `    sh: echo '{"share":' NaN} > "$out_value"; echo wrote it\n    out: { value: json }`,
    says: ['E_STAGE_OUTPUT  what the command of stage "no-json" wrote as "value" is not a json: ', 'wrote it'],
  },
  'no table': {
    text: `    sh: echo a,b > "$out_value"\n    out: { value: table }`,
    says: ['wrote as "value" is not a table: value.parquet cannot be read as Parquet'],
  },
  'ragged csv': {
    text: `    sh: printf 'a,b\\n1,2\\n3\\n' > "$out_value"\n    out: { value: { kind: table, format: csv } }`,
    says: ['wrote as "value" is not a csv: line 3: 1 fields, 2 names'],
  },
  'blank csv': {
    text: `    sh: printf 'a\\n1\\n\\n3\\n' > "$out_value"\n    out: { value: { kind: table, format: csv } }`,
    says: ['is not a csv: 1 of its rows are blank', 'better written as Parquet'],
  },
  'empty csv': {
    text: `    sh: printf '' > "$out_value"\n    out: { value: { kind: table, format: csv } }`,
    says: ['is not a csv: ', 'holds no row'],
  },
  'no figure': {
    text: `    sh: echo '{"type":"vega-lite"}' > "$out_value"\n    out: { value: figure }`,
    says: ['is not a figure: it has no text as "title"'],
  },
  'no model': {
    text: `    sh: echo '{}' > "$out_value"\n    out: { value: model }`,
    says: ['is not a model: This is not a model that Millrace wrote'],
  },
  memory: {
    text: `    sh: (node -e 'const a = Buffer.alloc(6e8, 1); setTimeout(() => a, 60000)' | cat) > "$out_value"
    memory: 400MB
    out: { value: file }`,
    says: ['E_STAGE_MEMORY  stage "memory" went over its limit of 400 MB'],
  },
} satisfies Record<string, { text: string; says: string[]; saysNot?: RegExp }>

const nameOf = (title: string) => title.replaceAll(' ', '-')

let project: ProjectRig
/** What was said of each stage that failed. */
let said: Map<string, string>

beforeAll(async () => {
  const texts = Object.entries(stages).map(([title, { text }]) => `  ${nameOf(title)}:\n${text}\n`)
  project = new ProjectRig(
    {
      'pipeline.yaml': `name: failing\nstages:\n  fine: { sh: 'echo 1 > "$out_value"', out: { value: json } }\n${texts.join('')}`,
      'scripts/fail.sh': 'echo "went $1: 3 rows short" >&2\nexit 1\n',
      'scripts/imports.mjs': `import { value } from './neighbour.mjs'\nconsole.log(value)\n`,
      'scripts/neighbour.mjs': 'export const value = 1\n',
      'data/raw.txt': '1',
    },
    () => {},
  )
  const { code, stderr } = await project.runWith({ env: { SECRET: 's3cret', TOKEN: 's3cret.t0ken' } }, '--keep-going')
  expect(code).toBe(1)
  expect(stderr).toContain(`1 stage ran, 0 up to date, ${texts.length} stages failed`)
  const blocks = stderr.split(/^(?=[✕●])/m)
  said = new Map(blocks.map((block) => [/^[✕●] (\S+)/.exec(block)?.[1] ?? '', block]))
}, 120_000)

afterAll(() => project.remove())

describe('a command that goes wrong', () => {
  test.each(Object.entries(stages))(
    'with %s says what, where, and what it printed last',
    (title, { says, ...rest }) => {
      const block = said.get(nameOf(title))!
      for (const text of says) expect(block).toContain(text)
      if ('saysNot' in rest) expect(block).not.toMatch(rest.saysNot)
      expect(block).toMatch(/^\s+pipeline\.yaml:\d+:\d+$/m)
      expect(block).toMatch(/^\s+\d+ \| {5}sh: /m)
      expect(block).not.toMatch(/^\s+at /m)
    },
  )

  test('leaves its log behind and nothing else, and the report says it too', async () => {
    const left = project.list('artifacts/failing').filter((name) => name !== 'fine' && !name.endsWith('.json'))
    expect(left).toContain('no-output')
    for (const stage of left) expect(project.list(`artifacts/failing/${stage}`)).toEqual(['stage.log'])
    expect(project.read('artifacts/failing/no-output/stage.log')).toBe('forgot the rest\n')
    expect(project.list('artifacts/.store/work')).toEqual([])
    const page = project.read('reports/failing.html')
    expect(page).toContain('went badly: 3 rows short')
    for (const text of Object.values(project.contents('artifacts', 'reports'))) expect(text).not.toContain('s3cret')
  })
})
