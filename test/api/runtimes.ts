import { existsSync } from 'node:fs'
import { join } from 'node:path'

const deno = process.env.MILLRACE_DENO ?? join(import.meta.dirname, '..', '..', 'node_modules', '.bin', 'deno')

/** What the programming interface must work under: the Node of the tests, and the Deno that npm installed. */
export const runtimes = [
  { runtime: 'node', command: process.execPath, flags: [] as string[], isThere: true },
  { runtime: 'deno', command: deno, flags: ['run', '-A', '--no-prompt'], isThere: existsSync(deno) },
]
