import { expect, test } from 'vitest'
import type { PortManifest } from '../../src/engine/contracts/port.ts'
import { sectionOf } from '../../src/project/section-of.ts'

const manifest = (outputs: Readonly<Record<string, PortManifest>>) => ({
  inputs: {},
  outputs,
  random: false,
  volatile: false,
  paramsSchema: {},
})

test('a stage stands where it says, else where its outputs suggest', () => {
  const tableOf = manifest({ table: { kind: 'table' } })
  expect(sectionOf({ ...tableOf, section: 'drift' })).toBe('drift')
  expect(sectionOf(tableOf)).toBe('data')
  expect(sectionOf(manifest({ model: { kind: 'model' }, importance: { kind: 'figure' } }))).toBe('training')
  expect(sectionOf(manifest({ chart: { kind: 'figure' }, numbers: { kind: 'json' } }))).toBe('evaluation')
})
