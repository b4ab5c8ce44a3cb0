import { expectTypeOf, test } from 'vitest'
import { Table } from '../../src/table/index.ts'

test('a table of test rows is no table of training rows', () => {
  const rows = Table.from({ a: [1] })
  const train = rows.withTag('train')
  const held = rows.withTag('test')
  const takesTrain = (_table: Table<'train'>) => undefined
  takesTrain(train)
  // @ts-expect-error test rows
  takesTrain(held)
  // @ts-expect-error rows of unknown provenance
  takesTrain(rows)
  const takesAny = (_table: Table) => undefined
  takesAny(train)
})

test('a query keeps the tag that all its tables share', () => {
  const train = Table.from({ a: [1] }).withTag('train')
  const held = Table.from({ a: [1] }).withTag('test')
  expectTypeOf(train.sql('FROM self')).toEqualTypeOf<Table<'train'>>()
  expectTypeOf(train.sql('FROM self', { more: train })).toEqualTypeOf<Table<'train'>>()
  expectTypeOf(train.sql('FROM self', { held })).toEqualTypeOf<Table>()
})
