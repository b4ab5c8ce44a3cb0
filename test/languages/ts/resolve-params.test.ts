import { z } from 'millrace'
import { describe, expect, test } from 'vitest'
import { resolveParams } from '../../../src/languages/ts/resolve-params.ts'

const schema = z.object({
  target: z.string(),
  depth: z.number().int().min(1).default(3),
  model: z
    .discriminatedUnion('name', [
      z.object({ name: z.literal('forest'), trees: z.number().default(100) }),
      z.object({ name: z.literal('boost'), rounds: z.number() }),
    ])
    .optional(),
  columns: z.array(z.object({ name: z.string(), as: z.string().optional() })).default([]),
  rename: z.record(z.string(), z.object({ to: z.string() })).default({}),
  free: z.looseObject({}).default({}),
})

const issue = (raw: unknown, of: z.ZodType = schema) => {
  const resolved = resolveParams(of, raw)
  return resolved.ok ? undefined : resolved.issues[0]
}

describe('resolveParams', () => {
  test('fills defaults in at every depth', () => {
    expect(resolveParams(schema, { target: 'y', model: { name: 'forest' } })).toEqual({
      ok: true,
      params: { target: 'y', depth: 3, model: { name: 'forest', trees: 100 }, columns: [], rename: {}, free: {} },
    })
  })

  test.each([
    ['at the top', { target: 'y', dpeth: 1 }, ['dpeth'], 'depth'],
    ['rather than what is missing for it', { tagret: 'y' }, ['tagret'], 'target'],
    ['inside a list', { target: 'y', columns: [{ name: 'a' }, { name: 'b', sa: 'c' }] }, ['columns', 1, 'sa'], 'as'],
    ['inside a record', { target: 'y', rename: { a: { ot: 'b' } } }, ['rename', 'a', 'ot'], 'to'],
    [
      'inside the member of a union that fits',
      { target: 'y', model: { name: 'forest', tree: 5 } },
      ['model', 'tree'],
      'trees',
    ],
  ])('names an unknown key %s', (_, raw, path, known) => {
    expect(issue(raw)).toEqual({
      path,
      message: `there is no parameter "${path.join('.')}"`,
      known: expect.arrayContaining([known]),
    })
  })

  test('names one also under defaults, optionals, pipes and strict objects', () => {
    const inner = z.object({ a: z.number().optional() })
    for (const wrapped of [
      inner.default({}),
      inner.optional(),
      inner.nullable(),
      inner.transform((v) => v),
      inner.readonly(),
      z.lazy(() => inner),
      z.strictObject({ a: z.number().optional() }),
    ]) {
      expect(issue({ p: { b: 1 } }, z.object({ p: wrapped }))).toMatchObject({ path: ['p', 'b'], known: ['a'] })
    }
    expect(issue({ b: 1 }, z.strictObject({ a: z.number() }))).toMatchObject({ path: ['b'], known: ['a'] })
  })

  test('leaves other keys alone where the author allows them', () => {
    expect(issue({ target: 'y', free: { anything: 1 } })).toBeUndefined()
    expect(issue({ x: 1 }, z.object({}).catchall(z.number()))).toBeUndefined()
  })

  test.each([
    [{ target: 1 }, ['target'], 'parameter "target": expected string, received number'],
    [{}, ['target'], 'parameter "target": expected string, received undefined'],
    [{ target: 'y', depth: 0 }, ['depth'], 'parameter "depth": too small: expected number to be >=1'],
    [{ target: 'y', depth: 1.5 }, ['depth'], 'parameter "depth": expected int, received number'],
    [
      { target: 'y', columns: [{}] },
      ['columns', 0, 'name'],
      'parameter "columns.0.name": expected string, received undefined',
    ],
    [{ target: 'y', model: { name: 'svm' } }, ['model', 'name'], 'parameter "model.name"'],
    [{ target: 'y', model: { name: 'boost' } }, ['model', 'rounds'], 'parameter "model.rounds": expected number'],
  ])('says of %j what is wrong, and where', (raw, path, message) => {
    expect(issue(raw)).toMatchObject({ path, message: expect.stringContaining(message) })
  })

  test('refuses what no key can hold', () => {
    expect(issue({}, z.object({ at: z.any().default(() => new Map([[1, 2]])) }))?.message).toContain('Map')
    expect(issue({}, z.object({ at: z.any().default(Number.POSITIVE_INFINITY) }))?.message).toContain('Infinity')
  })
})
