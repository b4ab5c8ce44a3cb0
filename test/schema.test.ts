import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { pipelineJsonSchema } from '../src/engine/definition/pipeline-json-schema.ts'
import { pipelineSchema } from '../src/engine/definition/pipeline-schema.ts'
import { stageSchema } from '../src/engine/definition/stage-schema.ts'
import { evidenceJsonSchema } from '../src/project/history/evidence-json-schema.ts'

const root = join(import.meta.dirname, '..')

describe('pipeline.schema.json', () => {
  test('is what scripts/generate-schema.ts writes now', () => {
    expect(readFileSync(join(root, 'pipeline.schema.json'), 'utf8')).toBe(pipelineJsonSchema())
  })

  test('knows every field, describes each, and asks only for what has no default', () => {
    const schema = JSON.parse(pipelineJsonSchema())
    expect(schema.required).toEqual(['name'])
    expect(schema.additionalProperties).toBe(false)
    const stage = schema.properties.stages.additionalProperties
    expect(stage.required).toBeUndefined()
    expect(stage.oneOf).toEqual([{ required: ['use'] }, { required: ['sh', 'out'] }])
    expect(Object.keys(stage.properties)).toEqual(Object.keys(stageSchema.shape))
    for (const field of [...Object.values(schema.properties), ...Object.values(stage.properties)])
      expect((field as { description?: string }).description).toMatch(/\w/)
  })
})

describe('evidence.schema.json', () => {
  test('is what scripts/generate-schema.ts writes now', () => {
    expect(readFileSync(join(root, 'evidence.schema.json'), 'utf8')).toBe(evidenceJsonSchema())
  })

  test('asks for what is always known, and refuses what it does not know', () => {
    const schema = JSON.parse(evidenceJsonSchema())
    expect(schema.additionalProperties).toBe(false)
    expect(schema.required).toContain('definition')
    for (const unsure of ['git', 'arguments', 'checks']) expect(schema.required).not.toContain(unsure)
    expect(schema.properties.checks.items.required).toEqual(['stage', 'check', 'level', 'ok', 'seen', 'expected'])
  })
})

test('a small pipeline and the flagship fit the schema', () => {
  const small = 'name: small\nstages:\n  a: { use: a.ts }\n  b: { use: b.sql, in: { rows: a.table }, memory: 512MB }\n'
  for (const text of [small, readFileSync(join(root, 'pipeline.yaml'), 'utf8')])
    expect(pipelineSchema.safeParse(parse(text)).error).toBeUndefined()
})

test('the JSON schema takes a stage with a file or with a command, and neither with both nor with a mixture', () => {
  const fits = new Ajv().compile(JSON.parse(pipelineJsonSchema()))
  const stage = (fields: object) => fits({ name: 'p', stages: { s: fields } })
  const command = { sh: 'true', out: { value: 'json', table: { kind: 'table', format: 'csv' } }, tools: ['awk'] }
  expect([stage({ use: 'a.ts' }), stage(command)]).toEqual([true, true])
  expect([stage({}), stage({ ...command, use: 'a.ts' }), stage({ sh: 'true' })]).toEqual([false, false, false])
  expect([stage({ use: 'a.ts', out: { value: 'json' } }), stage({ sh: 'true', out: { value: 'tabel' } })]).toEqual([
    false,
    false,
  ])
})
