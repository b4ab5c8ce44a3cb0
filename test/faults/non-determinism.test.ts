import { rmSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { type CliResult, notices, ProjectRig } from '../rig/project-rig.ts'

const noticeOf = ({ events }: CliResult) => events.find(({ code }) => code === 'N_NON_DETERMINISTIC')

/** One stage whose body gives another result each time that it runs. */
function diceProject(ports: string, body: string): ProjectRig {
  return new ProjectRig({
    'pipeline.yaml': 'name: dice\nstages:\n  dice: { use: stages/dice.ts }\n',
    'stages/dice.ts': `import { defineStage, file, json, Table, table } from 'millrace'
export default defineStage({ inputs: {}, outputs: { ${ports} }, random: false, run: () => { ${body} } })`,
  })
}

describe('a result that differs for the same key', () => {
  test('is said with the output and the place in it, both are kept, and the newest stands', async () => {
    const project = diceProject(
      'same: json(), face: json()',
      'return { same: 1, face: { roll: [7, process.hrtime.bigint().toString()] } }',
    )
    const first = await project.run('--json')
    expect(notices(first)).toEqual([])
    const [, before] = project.json<{ roll: [number, string] }>('artifacts/dice/dice/face.json').roll
    const again = await project.run('--force', '--json')
    const [, after] = project.json<{ roll: [number, string] }>('artifacts/dice/dice/face.json').roll
    expect(after).not.toBe(before)
    expect(noticeOf(again)).toMatchObject({
      stage: 'dice',
      message: `dice gave another "face" than before for the same code, parameters and inputs: at roll.1: "${before}" and "${after}"`,
    })
    const { fingerprint } = again.events.find(({ type }) => type === 'stage-finished') as { fingerprint?: string }
    expect(project.list(`artifacts/.store/actions/${fingerprint}`)).toHaveLength(3)
    await project.run()
    expect(project.json<{ roll: unknown[] }>('artifacts/dice/dice/face.json').roll[1]).toBe(after)
  })

  test('of a table is said with the first differing column and row', async () => {
    const project = diceProject(
      'table: table()',
      `const late = process.hrtime.bigint().toString()
      return { table: Table.from([1, 2, 3, 4].map((id) => ({ id, name: id < 3 ? 'same' : late, other: late }))) }`,
    )
    await project.run()
    const message = String(noticeOf(await project.run('--force', '--json'))!.message)
    expect(message).toMatch(/dice gave another "table" .*: values differ at row 3 column "name": \d+ and \d+$/)
  })

  test.each([
    [
      'a column that comes and goes',
      "({ id, ['at' + late]: 1 })",
      /columns differ at column "at\d+": id, at\d+ and id, at\d+$/,
    ],
    [
      'a number of rows',
      '({ id }), ...Array(Number(BigInt(late) % 1000000n) + 1).fill({ id: 0 })',
      /numbers of rows differ: \d+ and \d+$/,
    ],
  ])('of a table with %s is said too', async (_, rows, expected) => {
    const project = diceProject(
      'table: table()',
      `const late = process.hrtime.bigint().toString(); const id = 1; return { table: Table.from([${rows}]) }`,
    )
    await project.run()
    expect(noticeOf(await project.run('--force', '--json'))!.message).toMatch(expected)
  })

  test('of a file is said with the first differing byte', async () => {
    const project = diceProject('text: file()', "return { text: ('0123456789' + process.hrtime.bigint()) as never }")
    await project.run()
    expect(noticeOf(await project.run('--force', '--json'))!.message).toMatch(/: at byte 1\d$/)
  })

  test('is said without the place where the earlier result is not in the store any more', async () => {
    const project = diceProject('face: json()', 'return { face: process.hrtime.bigint().toString() }')
    await project.run()
    for (const path of Object.keys(project.contents('artifacts/.store/objects'))) rmSync(project.path(path))
    const result = await project.run('--force', '--json')
    expect(noticeOf(result)!.message).toMatch(/for the same code, parameters and inputs$/)
  })
})
