import { resolveFeatures, Table } from 'millrace'
import { describe, expect, it } from 'vitest'

const table = Table.from({ id: ['a'], n: [1], b: [true], kind: ['x'], synthetic: [false] })
const list = {
  target: 'kind',
  classes: ['x', 'y'],
  features: [
    { name: 'b', type: 'flag' as const, description: '' },
    { name: 'n', type: 'number' as const, description: '' },
  ],
}

describe('resolveFeatures', () => {
  it('follows the list, in its order', async () => {
    const expected = { target: 'kind', classes: ['x', 'y'], names: ['b', 'n'], flags: ['b'], categorical: [] }
    expect(await resolveFeatures(table, list)).toEqual(expected)
  })

  it('lets parameters win', async () => {
    const resolved = await resolveFeatures(table, list, { target: 'id', classes: ['a', 'b'], features: ['n'] })
    expect(resolved).toEqual({ target: 'id', classes: ['a', 'b'], names: ['n'], flags: [], categorical: [] })
  })

  it('takes every number and flag without a list, but never the mark of synthetic rows', async () => {
    expect(await resolveFeatures(table, undefined, { target: 'kind' })).toMatchObject({
      names: ['n', 'b'],
      flags: ['b'],
    })
  })

  it('names what is wrong', async () => {
    await expect(resolveFeatures(table, undefined)).rejects.toMatchObject({ code: 'E_PARAMS' })
    await expect(resolveFeatures(table, list, { target: 'kinde' })).rejects.toMatchObject({
      code: 'E_TABLE_COLUMN',
      hint: 'Did you mean "kind"?',
    })
    await expect(resolveFeatures(table, list, { features: ['id'] })).rejects.toMatchObject({ code: 'E_TABLE_TYPE' })
    await expect(resolveFeatures(table, list, { target: 'n' })).rejects.toThrow('The target "n" is also a feature.')
  })
})
