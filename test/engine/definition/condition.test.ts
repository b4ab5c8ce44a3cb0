import { describe, expect, test } from 'vitest'
import { evaluateCondition } from '../../../src/engine/conditions/evaluate-condition.ts'
import { parseCondition } from '../../../src/engine/definition/parse-condition.ts'
import { nowhere } from '../../rig/definition.ts'

const values = {
  'a.m': { rmse: 0.5, deep: { x: -2, list: [7, 8] }, name: 'forest', ok: true, none: null },
  'b-c[1,x].m': { y: 3 },
}

async function evaluate(text: string) {
  const line = `    when: ${text}`
  const at = { ...nowhere, column: 11, text: line }
  const condition = parseCondition(text, at, (reference) => ({
    type: 'wire',
    stage: reference.slice(0, reference.lastIndexOf('.')),
    output: reference.slice(reference.lastIndexOf('.') + 1),
    at,
  }))
  return evaluateCondition(condition, async ({ stage, output }) => values[`${stage}.${output}` as keyof typeof values])
}

describe('a condition', () => {
  test.each([
    ['a.m.rmse < 0.6', true],
    ['a.m.rmse < 0.6 and a.m.rmse > 0.5', false],
    ['a.m.rmse <= 0.5 or a.m.nowhere > 1', true],
    ['not a.m.ok', false],
    ['not a.m.rmse > 1 and a.m.ok', true],
    ['a.m.name == "forest" and a.m.name != \'tree\'', true],
    ['a.m.deep.x + 3 * 2 == 4', true],
    ['(a.m.deep.x + 3) * 2 == 2', true],
    ['8 - 4 - 2 == 2', true],
    ['-a.m.deep.x == 2 and 1 - -1 == 2', true],
    ['a.m.deep.list.1 == 8', true],
    ['b-c[1,x].m.y / 2 == 1.5', true],
    ['a.m.none == null', true],
    ['a.m.name < "tree"', true],
    ['1e-3 < 0.01', true],
  ])('%s is %s', async (text, holds) => {
    expect((await evaluate(text)).holds).toBe(holds)
  })

  test('tells what it saw', async () => {
    expect((await evaluate('a.m.rmse < 0.1 or b-c[1,x].m.y > 5')).seen).toEqual(['a.m.rmse = 0.5', 'b-c[1,x].m.y = 3'])
  })

  test.each([
    ['a.m.rmse <', 'ends where a value', 21],
    ['a.m.rmse < 1 1', '"1" is one too many', 24],
    ['(a.m.rmse < 1', 'not closed', 11],
    ['a.m.rmse ~ 1', '"~" has no meaning', 20],
    ['rmse < 1', '"rmse" does not name a value', 11],
    ['< 1', 'stands where a value', 11],
  ])('%s is refused at its place', async (text, message, column) => {
    await expect(evaluate(text)).rejects.toMatchObject({
      code: 'E_CONDITION',
      message: expect.stringContaining(message),
      at: { column },
    })
  })

  test.each([
    ['a.m.rmsee < 1', 'a.m has no "rmsee"; it has rmse, deep, name, ok, none'],
    ['a.m.deep < 1', 'a.m.deep is not one value'],
    ['a.m.name < 1', '"forest" is not a number'],
    ['a.m.rmse', '0.5 is neither true nor false'],
    ['a.m.none < 1', 'null is not a number'],
  ])('%s cannot be answered', async (text, message) => {
    await expect(evaluate(text)).rejects.toMatchObject({
      code: 'E_CONDITION',
      message: expect.stringContaining(message),
    })
  })
})
