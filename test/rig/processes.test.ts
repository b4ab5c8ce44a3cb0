import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { pidsIn } from './processes.ts'

function file(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'millrace-test-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  writeFileSync(join(folder, 'pids'), text)
  return join(folder, 'pids')
}

test('a file of process ids that is not there, empty or half written holds none yet', () => {
  expect(pidsIn('/nowhere')).toEqual([])
  expect(pidsIn(file(''))).toEqual([])
  expect(pidsIn(file('12'))).toEqual([])
  expect(pidsIn(file('1234\n56'))).toEqual([1234])
})

test('what would end more than one process is refused', () => {
  for (const text of ['\n', '0\n', '1\n', '-5\n', 'x\n'])
    expect(() => pidsIn(file(text))).toThrow('not the id of a process')
})
