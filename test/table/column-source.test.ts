import { Table } from 'millrace'
import { expect, it } from 'vitest'

const table = Table.from({
  whole: [1, 2, null, 4],
  flag: [true, false, null, true],
  word: ['b', 'a', null, 'c'],
  text: ['x', 'y', 'z', 'w'],
})
const features = ['word', 'flag', 'whole']
const categories = { word: ['a', 'b'] }

it('a column source gives the columns of the matrix, one at a time or all', async () => {
  const { features: matrix } = await table.matrix({ features, categories })
  const source = await table.columnSource({ features, categories })
  expect([source.rows, source.columns, source.names]).toEqual([4, 3, features])
  for (let j = 0; j < 3; j++) expect(await source.readColumn(j)).toEqual(matrix.data.slice(j * 4, j * 4 + 4))
  expect(await source.readMatrix()).toEqual(matrix)
})

it('a column source refuses text and unknown columns before any is read', async () => {
  await expect(table.columnSource()).rejects.toMatchObject({ code: 'E_TABLE_TYPE' })
  await expect(table.columnSource({ features: ['hole'] })).rejects.toMatchObject({ code: 'E_TABLE_COLUMN' })
})
