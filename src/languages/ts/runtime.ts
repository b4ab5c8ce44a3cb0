import { pathToFileURL } from 'node:url'
import { z } from 'zod'
import { didYouMean } from '../../base/did-you-mean.ts'
import { MillraceError } from '../../base/errors/millrace-error.ts'
import { reportSections } from '../../base/report-section.ts'
import type { OpenCrew } from '../../engine/contracts/crew.ts'
import type { StageManifest } from '../../engine/contracts/manifest.ts'
import { isPort, type Port, type PortManifest, portManifest } from '../../engine/contracts/port.ts'
import type { LanguageRuntime, RunnableContext } from '../../engine/contracts/runtime.ts'
import { isStage, type StageDefinition } from '../../engine/contracts/stage.ts'
import { openCrew } from './open-crew.ts'
import { resolveParams } from './resolve-params.ts'

let loads = 0

/** Runs bundles of TypeScript stages: the worker's half of the language. */
export const tsRuntime: LanguageRuntime = {
  name: 'ts',
  exchanges: 'values',
  async load(executable, file) {
    // A new instance each time: nothing that an earlier run left in the module's variables is seen.
    const module = (await import(`${pathToFileURL(executable).href}?load=${++loads}`)) as { default?: unknown }
    const stage = module.default
    if (!isStage(stage)) {
      throw new MillraceError('E_STAGE_FILE', 'the stage file has no stage as its default export', {
        at: { file, line: 1, column: 1 },
        hint: 'Write: export default defineStage({ inputs, outputs, run }).',
      })
    }
    return {
      manifest: manifestOf(stage, file),
      resolveParams: (raw) => resolveParams(stage.params, raw),
      run: (context) => runStage(stage, executable, context),
    }
  },
}

/** Threads that the stage opens and does not close end with it. */
async function runStage(stage: StageDefinition, executable: string, context: RunnableContext) {
  const opened: { close(): Promise<void> }[] = []
  const open: OpenCrew = (run, shared, threads) => {
    const place = stage.threaded?.indexOf(run) ?? -1
    if (place < 0) {
      throw new MillraceError('E_STAGE_FILE', `openCrew was given ${run.name || 'a function'}, which is not declared`, {
        hint: 'Name it in defineStage({ threaded: [ … ] }).',
      })
    }
    const crew = openCrew<never, never>({ executable, place }, shared, threads)
    opened.push(crew)
    return crew
  }
  try {
    return (await stage.run({ ...context, openCrew: open } as never)) as Record<string, unknown>
  } finally {
    await Promise.all(opened.map((crew) => crew.close()))
  }
}

function manifestOf(stage: StageDefinition, file: string): StageManifest {
  return {
    inputs: ports(stage.inputs, 'input', file),
    outputs: ports(stage.outputs, 'output', file),
    random: stage.random,
    volatile: stage.volatile,
    ...sectionOf(stage, file),
    paramsSchema: paramsSchema(stage.params),
  }
}

function sectionOf({ section }: StageDefinition, file: string): Pick<StageManifest, 'section'> {
  if (section === undefined) return {}
  if (reportSections.includes(section)) return { section }
  throw new MillraceError('E_STAGE_FILE', `a report has no section "${section}"`, {
    at: { file, line: 1, column: 1 },
    hint: `${didYouMean(section, reportSections) ?? ''} There are: ${reportSections.join(', ')}.`.trim(),
  })
}

function ports(declared: Readonly<Record<string, Port>>, end: string, file: string): Record<string, PortManifest> {
  return Object.fromEntries(
    Object.entries(declared ?? {}).map(([name, port]) => {
      if (!isPort(port)) {
        throw new MillraceError('E_STAGE_FILE', `${end} "${name}" is not a port`, {
          at: { file, line: 1, column: 1 },
          hint: 'Declare it with table(), model(), json(), figure() or file().',
        })
      }
      return [name, portManifest(port)]
    }),
  )
}

function paramsSchema(schema: z.ZodType): unknown {
  try {
    return z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
  } catch {
    // A schema with parts that JSON Schema cannot say still checks parameters.
    return {}
  }
}
