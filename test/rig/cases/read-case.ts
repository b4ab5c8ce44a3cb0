import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'

export const casesFolder = join(import.meta.dirname, '..', '..', 'cases')

const path = z.string().min(1)

/** What a person does between two commands. */
const edit = {
  /** Writes a file, over one that may be there. A path in the store may be a pattern that matches files. */
  write: z.strictObject({ file: path, text: z.string() }).optional(),
  /** Replaces a text that stands in a file. */
  replace: z.strictObject({ in: path, text: z.string(), by: z.string() }).optional(),
  remove: path.optional(),
  rename: z.strictObject({ from: path, to: path }).optional(),
  /** Makes a symbolic link. */
  link: z.strictObject({ file: path, to: path }).optional(),
  /** Sets the times of everything in a folder back. */
  age: z.strictObject({ folder: path, days: z.number() }).optional(),
  /** Puts a file into the transcript: text as it is, a table row by row. */
  show: path.optional(),
  /** Puts the files below a folder into the transcript. */
  list: path.optional(),
}

const isOne = (fields: object) => Object.keys(fields).length === 1

/** What happens while a command runs. */
const meanwhile = z
  .strictObject({
    ...edit,
    /** Waits until a file is there. */
    await: path.optional(),
    /** Waits until the command has printed a text, after the one that was waited for before. */
    prints: z.string().optional(),
    signal: z.enum(['SIGINT', 'SIGTERM']).optional(),
  })
  .refine(isOne, 'one thing at a time')

const command = z.strictObject({
  run: z.string().regex(/^millrace( |$)/, 'a command line begins with millrace'),
  /** The folder that it is run in; default: the project's. */
  in: path.optional(),
  env: z.record(z.string(), z.string()).default({}),
  meanwhile: z.array(meanwhile).default([]),
})

const step = z.union([
  z
    .string()
    .transform((run) => ({ run }))
    .pipe(command),
  command,
  z.strictObject(edit).refine(isOne, 'a step does one thing'),
])

const caseSchema = z.strictObject({
  /** What a reader learns from it, in a sentence or two. */
  shows: z.string().min(20),
  /** A folder of `test/cases/_base` that the project starts from. */
  base: z.string().optional(),
  /** The base's pipeline has been run, before the first step. */
  ran: z.boolean().default(false),
  steps: z.array(step).min(1),
})

export type Command = z.output<typeof command>
export type Edit = z.output<z.ZodObject<typeof edit>>
export type Meanwhile = z.output<typeof meanwhile>

/** A case folder, read. */
export interface Case extends z.output<typeof caseSchema> {
  readonly name: string
  readonly folder: string
  /** What the steps are expected to print, as `expected.txt` in the case's folder. */
  readonly expected: string
}

/** Names of all case folders, sorted. Those that begin with `_` are no cases. */
export function caseNames(): string[] {
  return readdirSync(casesFolder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('_'))
    .map(({ name }) => name)
    .sort()
}

export function readCase(name: string): Case {
  const folder = join(casesFolder, name)
  const parsed = caseSchema.safeParse(parse(readFileSync(join(folder, 'case.yaml'), 'utf8')))
  if (!parsed.success) throw new Error(`test/cases/${name}/case.yaml: ${z.prettifyError(parsed.error)}`)
  return { ...parsed.data, name, folder, expected: join(folder, 'expected.txt') }
}
