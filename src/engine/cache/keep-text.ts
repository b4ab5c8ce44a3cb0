import { existsSync, readFileSync } from 'node:fs'
import { writeAtomically } from './write-atomically.ts'

/** Writes a file whose name says its content, unless it is there whole already. */
export function keepText(path: string, text: string): void {
  if (existsSync(path) && readFileSync(path, 'utf8') === text) return
  writeAtomically(path, text)
}
