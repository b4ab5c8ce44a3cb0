import { z } from 'zod'

const axis = z
  .string()
  .regex(/^[A-Za-z]\w*$/, 'the name of an axis begins with a letter and holds letters, digits and _ only')

const value = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.looseObject({ name: z.string().describe('Stands in the name of the instance.') }),
])

const combination = z.record(axis, value)

/** Many instances of one stage, which differ in what `${matrix.axis}` stands for. */
export const matrixSchema = z
  .strictObject({
    cross: z
      .record(axis, z.array(value).min(1))
      .default({})
      .describe('Axes with their values: an instance for every combination.'),
    include: z
      .array(combination)
      .default([])
      .describe('Combinations that are added: each names all axes. Without `cross` these are all.'),
    exclude: z
      .array(combination)
      .default([])
      .describe('Combinations that are left out: what agrees in all the axes that are named.'),
  })
  .describe('Gives the stage an instance for every combination, addressed as `train[nfl,spread]`.')

export type MatrixDocument = z.output<typeof matrixSchema>
export type MatrixValue = z.output<typeof value>
