import picocolors from 'picocolors'
import { describe, expect, test } from 'vitest'
import { isMillraceError } from '../../../src/base/errors/millrace-error.ts'
import { formatError } from '../../../src/cli/print/print-error.ts'
import { openProject } from '../../../src/project/open-project.ts'
import { ProjectRig } from '../../rig/project-rig.ts'

/** What the command line would say of a pipeline, without the time that it takes to start. */
async function refusal(project: ProjectRig): Promise<string> {
  try {
    const { close } = await openProject({ pipeline: project.path('pipeline.yaml') })
    await close()
  } catch (error) {
    if (isMillraceError(error)) return formatError(error.toDocument(), picocolors.createColors(false))
    throw error
  }
  throw new Error('nothing is wrong with it')
}

describe('a definition that cannot be a command', () => {
  const command = (fields: string) =>
    `name: wrong\nstages:\n  given: { sh: 'true', out: { value: json } }\n  stage:\n${fields}\n`

  test.each<[string, string, string[]]>([
    ['both', `    use: a.ts\n    sh: 'true'`, ['has both `use` and `sh`', 'pipeline.yaml:6:5']],
    ['neither', `    in: {}`, ['has neither `use` nor `sh`', 'pipeline.yaml:4:3']],
    ['no outputs', `    sh: 'true'`, ['does not say what its command gives', 'Add `out: { table: table }`']],
    ['outputs without a command', `    use: a.ts\n    out: { value: json }`, ['has `out`, which belongs to a command']],
    ['tools without a command', `    use: a.ts\n    tools: [awk]`, ['has `tools`, which belongs to a command']],
    ['nothing to run', `    sh: "# nothing"\n    out: { value: json }`, ['the command of stage "stage" is empty']],
    [
      'an unknown kind',
      `    sh: 'true'\n    out: { value: tabel }`,
      ['`stages.stage.out.value`', 'a command gives a table, model, json, figure or file', 'pipeline.yaml:6:19'],
    ],
    [
      'an unknown option',
      `    sh: 'true'\n    out: { value: { kind: table, formt: csv } }`,
      ['has no field "formt"', 'Did you mean "format"?'],
    ],
    [
      'CSV for a file',
      `    sh: 'true'\n    out: { value: { kind: file, format: csv } }`,
      ['is a file; `format` is for a table'],
    ],
    [
      'an extension for a table',
      `    sh: 'true'\n    out: { value: { kind: table, extension: .csv } }`,
      ['is a table; `extension` is for a file', 'pipeline.yaml:6:34'],
    ],
    [
      'an extension that leads away',
      `    sh: 'true'\n    out: { value: { kind: file, extension: ./../x } }`,
      ['write an extension with its dot'],
    ],
    [
      'the tag of no input',
      `    sh: 'true'\n    in: { rows: given.value }\n    out: { value: { kind: json, tagFrom: row } }`,
      ['has no input "row"', 'Did you mean "rows"?'],
    ],
    [
      'a reference in its text',
      `    sh: echo \${matrix.league}\n    matrix: { cross: { league: [nfl] } }\n    out: { value: json }`,
      ['"${matrix.league}" is not filled in where a command stands', 'params: { value: "${matrix.league}" }'],
    ],
    [
      'two names for one variable',
      `    sh: 'true'\n    params: { a-b: 1, a_b: 2 }\n    out: { value: json }`,
      ['parameter "a_b" and parameter "a-b" would both be the shell variable "$param_a_b"', 'pipeline.yaml:6:23'],
    ],
    [
      'a declared value in the place of a port',
      `    sh: 'true'\n    env: [out_value]\n    out: { value: json }`,
      ['output "value" and environment value out_value would both be'],
    ],
    [
      'a parameter with a NUL character',
      `    sh: 'true'\n    params: { a: "x\\0y" }\n    out: { value: json }`,
      ['E_PARAMS', 'parameter "a" holds a NUL character'],
    ],
    [
      'a tool that is not there',
      `    sh: 'true'\n    tools: [nosuchtool]\n    out: { value: json }`,
      ['E_FILE_NOT_FOUND', 'calls "nosuchtool", which is not on the PATH'],
    ],
    [
      'an output that is not there',
      `    sh: 'true'\n    in: { rows: given.valeu }\n    out: { value: json }`,
      ['E_UNKNOWN_OUTPUT', 'Did you mean "given.value"?'],
    ],
  ])('%s', async (_, fields, says) => {
    const wrong = new ProjectRig({ 'pipeline.yaml': command(fields), 'a.ts': '' })
    const said = await refusal(wrong)
    for (const text of says) expect(said).toContain(text)
  })

  test('ends the command line with 2', async () => {
    const wrong = new ProjectRig({ 'pipeline.yaml': command("    use: a.ts\n    sh: 'true'"), 'a.ts': '' })
    expect((await wrong.run('status')).code).toBe(2)
  })
})

test('a table whose tag is not the one that is wanted', async () => {
  const tagged = (out: string) => `name: tags
stages:
  split:
    sh: echo a > "$out_train"; echo a > "$out_test"
    out: { train: { kind: table, format: csv, tag: train }, test: { kind: table, format: csv, tag: test } }
  clean:
    sh: cp "$in_rows" "$out_table"
    in: { rows: split.train, notes: notes.txt }
    out: ${out}
  fit: { use: fit.ts, in: { rows: clean.table } }
`
  const project = new ProjectRig({
    'pipeline.yaml': tagged('{ table: table }'),
    'notes.txt': '',
    'fit.ts': `import { defineStage, json, table } from 'millrace'
export default defineStage({ inputs: { rows: table({ tag: 'train' }) }, outputs: { n: json() }, run: () => ({ n: 1 }) })`,
  })
  const refused = await project.run()
  expect(refused.code).toBe(2)
  expect(refused.stderr).toContain('"clean.table" does not say which rows it holds')
  project.write({ 'pipeline.yaml': tagged('{ table: { kind: table, tagFrom: rows } }') })
  expect((await project.run('status')).stderr).toContain('fit')
  expect((await project.run('status')).code).toBe(1)
})
