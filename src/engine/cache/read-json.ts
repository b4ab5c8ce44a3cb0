import { readFileSync } from 'node:fs'

/** A JSON file of ours, or undefined when it is absent or damaged: whatever it remembered is then found out again. */
export function readJson<Value>(path: string): Value | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Value
  } catch {
    return undefined
  }
}
