import { spawnSync } from 'node:child_process'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type CliResult, ProjectRig, ran } from '../../rig/project-rig.ts'

const nasty = 'a "b" \'c\' $(d) `e` \\ *\n 🎈 ü'

/** A TypeScript stage that gives one value of every kind. */
const make = `import { defineStage, figure, file, json, model, Table, table } from 'millrace'
import { ClassFrequency } from 'millrace/ml'

export default defineStage({
  inputs: {},
  outputs: { table: table(), value: json(), figure: figure(), model: model(), file: file() },
  random: false,
  run() {
    const labels = { codes: Int32Array.of(0, 1, 1), classes: ['no', 'yes'] }
    return {
      table: Table.from({ id: [1, 2, 3], name: ['x', 'ü "q", r', null], day: [new Date('2020-01-01'), null, null] }),
      value: { list: [1, 2.5, null], text: 'ü' },
      figure: { type: 'table', title: 'T', description: 'D', columns: [{ label: 'a' }], rows: [[1]] },
      model: { model: ClassFrequency.fit({ rows: 3, columns: 0, data: new Float64Array() , names: [] } as never, labels as never),
        target: 'y', training: { digest: 'd', rows: 3, syntheticRows: 0 }, params: {} },
      file: 'bytes\\n' as never,
    }
  },
})
`

const files = {
  'pipeline.yaml': `name: exchange
seed: 5
stages:
  make: { use: stages/make.ts }
  kinds:
    sh: |
      cp "$in_table" "$out_table"; cp "$in_value" "$out_value"; cp "$in_figure" "$out_figure"
      cp "$in_model" "$out_model"; cp "$in_file" "$out_file"
    in: { table: make.table, value: make.value, figure: make.figure, model: make.model, file: make.file }
    out: { table: table, value: json, figure: figure, model: model, file: file }
  csv:
    sh: node "$in_script" "$in_raw" "$out_table" --rows "$param_rows"
    in: { script: scripts/convert.mjs, raw: "data/raw (1) [x].txt" }
    out: { table: { kind: table, format: csv } }
    params: { rows: 3 }
  chart:
    sh: >-
      printf '{"$schema": "https://vega.github.io/schema/vega-lite/v6.json", "title": {"text": "Bars"}, "mark": "bar"}'
      > "$out_chart"
    out: { chart: figure }
  places:
    sh: |
      cd /
      for path in "$in_table" "$in_value" "$in_file" "$in_raw" "$in_some" "$in_one" "$in_many" "$in_many_first"; do
        echo "\${path##*/in/}"
      done > "$out_list"
      (cd "$in_some"; find . -type f | sort; cat a.txt) >> "$out_list"
      (cd "$in_one"; find . -type f) >> "$out_list"
      (cd "$in_many"; find . -type f | sort) >> "$out_list"
      wc -c < "$in_big" >> "$out_list"
    in:
      table: make.table
      value: make.value
      file: make.file
      raw: data/raw (1) [x].txt
      some: data/some/**/*.txt
      one: data/some/a*.txt
      many: { first: make.file, second-one: data/some/a.txt, all: data/some/*.txt }
      big: data/big.bin
    out: { list: { kind: file, extension: .txt } }
  rows:
    sh: (cd "$in_tables"; ls) > "$out_names"
    in: { tables: { a: make.table, b: csv.table } }
    out: { names: { kind: file, extension: .tar.gz } }
  params:
    sh: |
      printf '%s\\0' "$param_text" "$param_int" "$param_float" "$param_yes" "$param_none" "$param_list" "$param_map" "$param_a_b" > "$out_values"
      printf '%s' "\${#param_text}" > "$out_length"
    out: { values: file, length: json }
    params: { text: ${JSON.stringify(nasty)}, int: 10, float: 0.1, "yes": true, none: null, list: [1, "x y"], map: { b: 1, a: "é" }, a-b: dashed }
  environment:
    sh: env | sort > "$out_seen"; pwd >> "$out_seen"; ls -A | wc -l >> "$out_seen"
    out: { seen: file }
    env: [SHOWN, ABSENT]
  seeded:
    sh: echo "$seed" > "$out_seed"
    out: { seed: json }
  unseeded:
    sh: (set +u; printf '"%s"' "$(printenv seed || true)") > "$out_seed"
    out: { seed: json }
`,
  'stages/make.ts': make,
  'scripts/convert.mjs': `import { readFileSync, writeFileSync } from 'node:fs'
const [raw, out, , rows] = process.argv.slice(2)
const cell = (text) => (/[",]/.test(text) ? '"' + text.replaceAll('"', '""') + '"' : text)
const lines = readFileSync(raw, 'utf8').split('\\n').slice(0, Number(rows))
const table = lines.map((line, i) => [i, '00' + i, cell(line), '2020-01-0' + (i + 1), ''].join(','))
writeFileSync(out, ['id,code,text,day,empty', ...table, ''].join('\\r\\n'))
console.error('converted', rows, 'rows')
`,
  'data/raw (1) [x].txt': 'plain\nwith "quotes", and commas\nü 🎈\nleft out\n',
  'data/some/a.txt': 'content of a\n',
  'data/some/b.txt': 'b',
  'data/some/below/c.txt': 'c',
  'data/big.bin': 'x'.repeat(17 * 2 ** 20),
}

let project: ProjectRig
let first: CliResult

beforeAll(async () => {
  project = new ProjectRig(files, () => {})
  first = await project.runWith(
    { env: { SHOWN: nasty, SECRET: 'hidden', LC_ALL: 'de_DE.UTF-8', TZ: 'Asia/Tokyo' } },
    '--json',
  )
}, 120_000)

afterAll(() => project.remove())

const artifact = (path: string) => `artifacts/exchange/${path}`

test('commands run beside other stages', () => {
  expect(first.events.filter(({ type }) => type === 'stage-failed')).toEqual([])
  expect(first.code).toBe(0)
})

describe('what a command gives', () => {
  test('is kept as its kind always keeps it: a copy of a value of each kind comes out byte for byte', () => {
    for (const name of ['table.parquet', 'value.json', 'figure.figure.json', 'model.model.json', 'file.bin'])
      expect(project.contents(artifact(`kinds/${name}`))[artifact(`kinds/${name}`)]).toBe(
        project.contents(artifact(`make/${name}`))[artifact(`make/${name}`)],
      )
    const outputs = (stage: string) =>
      project.json<{ stages: Record<string, { outputs: object }> }>('pipeline.lock').stages[stage]!.outputs
    expect(outputs('kinds')).toEqual(outputs('make'))
  })

  test('may be CSV for a table, which is typed by all of its values', async () => {
    const rows = await project.rows(artifact('csv/table.parquet'))
    expect(rows).toEqual([
      { id: 0n, code: '000', text: 'plain', day: new Date('2020-01-01'), empty: null },
      { id: 1n, code: '001', text: 'with "quotes", and commas', day: new Date('2020-01-02'), empty: null },
      { id: 2n, code: '002', text: 'ü 🎈', day: new Date('2020-01-03'), empty: null },
    ])
  })

  test('may be a bare Vega-Lite chart for a figure', () => {
    expect(project.json(artifact('chart/chart.figure.json'))).toEqual({
      type: 'vega-lite',
      title: 'Bars',
      description: '',
      spec: { $schema: 'https://vega.github.io/schema/vega-lite/v6.json', mark: 'bar' },
    })
  })

  test('is a file with the extension that it is declared with', () => {
    expect(project.list(artifact('places'))).toEqual(['list.txt'])
    expect(project.list(artifact('rows'))).toEqual(['names.tar.gz'])
  })

  test('on its streams is its log, line by line', () => {
    const logged = first.events.filter(({ type, stage }) => type === 'stage-log' && stage === 'csv')
    expect(logged.map(({ text }) => text)).toEqual(['converted 3 rows\n'])
  })
})

describe('what a command is given', () => {
  test('are files under names that people know; patterns and maps of labels are folders', () => {
    expect(project.read(artifact('places/list.txt')).split('\n')).toEqual([
      'table.parquet',
      'value.json',
      'file/file.bin',
      'raw/raw (1) [x].txt',
      'some',
      'one',
      'many',
      'many/first/file.bin',
      './a.txt',
      './b.txt',
      './below/c.txt',
      'content of a',
      './a.txt',
      './all/a.txt',
      './all/b.txt',
      './first/file.bin',
      './second-one/a.txt',
      String(17 * 2 ** 20),
      '',
    ])
    expect(project.read(artifact('rows/names.tar.gz'))).toBe('a.parquet\nb.parquet\n')
  })

  test('are parameters as they are, whatever they hold; maps and lists as JSON', () => {
    const text = '{"a":"é","b":1}'
    expect(project.read(artifact('params/values.bin')).split('\0')).toEqual([
      nasty,
      '10',
      '0.1',
      'true',
      '',
      '[1,"x y"]',
      text,
      'dashed',
      '',
    ])
    expect(project.json(artifact('params/length.json'))).toBe([...nasty].length)
  })

  test('is an environment that is the same everywhere, with the declared values and no others', () => {
    const lines = project.read(artifact('environment/seen.bin')).trimEnd().split('\n')
    const names = lines.flatMap((line) => /^(\w+)=/.exec(line)?.[1] ?? [])
    expect(names.sort()).toEqual(
      ['HOME', 'LANG', 'OMP_NUM_THREADS', 'PATH', 'PWD', 'SHLVL', 'SHOWN', 'TMPDIR', 'TZ', '_', 'out_seen'].sort(),
    )
    expect(lines).toContain('TZ=UTC')
    expect(lines).toContain(`SHOWN=${nasty.split('\n')[0]}`)
    expect(lines.join()).not.toContain('hidden')
    const [folder, count] = lines.slice(-2)
    expect(lines).toContain(`TMPDIR=${folder}`)
    expect(folder).toContain('artifacts/.store/work')
    expect(Number(count)).toBe(0)
  })

  test('is a seed only when it names one', () => {
    expect(project.json(artifact('seeded/seed.json'))).toEqual(expect.any(Number))
    expect(project.json(artifact('unseeded/seed.json'))).toBe('')
  })
})

test('the second time nothing runs; another seed runs what draws, and nothing else', async () => {
  const env = { SHOWN: nasty }
  expect((await project.runWith({ env }, '--json')).events.at(-1)).toMatchObject({ ran: 0, reused: 10 })
  project.edit('pipeline.yaml', 'seed: 5', 'seed: 6')
  expect(ran(await project.runWith({ env }, '--json'))).toEqual(['seeded'])
}, 60_000)

test('verify runs commands again and finds the same bytes', async () => {
  const { code, stderr } = await project.runWith({ env: { SHOWN: nasty } }, 'verify', 'csv', 'kinds', 'params')
  expect(stderr).not.toContain('different')
  expect(code).toBe(0)
}, 60_000)

const python = spawnSync('python3', ['--version']).status === 0

test.skipIf(!python)(
  'a Python script reads its arguments or its environment, and sees no undeclared neighbour',
  async () => {
    const project = new ProjectRig({
      'pipeline.yaml': `name: python
stages:
  count:
    sh: python3 "$in_scripts/count.py" "$in_raw"
    in: { scripts: "scripts/*.py", raw: raw.txt }
    out: { words: json }
    params: { least: 2 }
  alone:
    sh: python3 "$in_script" "$in_raw"
    in: { script: scripts/count.py, raw: raw.txt }
    out: { words: json }
    params: { least: 2 }
`,
      'scripts/count.py': `import collections, json, os, sys
import words
counts = collections.Counter(words.split(open(sys.argv[1]).read()))
with open(os.environ['out_words'], 'w') as out:
    json.dump({word: n for word, n in counts.items() if n >= int(os.environ['param_least'])}, out)
`,
      'scripts/words.py': 'def split(text):\n    return text.split()\n',
      'raw.txt': 'a b a c b ü ü',
    })
    const { stderr } = await project.run('--keep-going')
    expect(project.json('artifacts/python/count/words.json')).toEqual({ a: 2, b: 2, ü: 2 })
    expect(stderr).toContain("ModuleNotFoundError: No module named 'words'")
  },
  60_000,
)
