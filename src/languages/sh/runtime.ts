import { mkdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { MillraceError } from '../../base/errors/millrace-error.ts'
import type { LanguageRuntime, StageFiles } from '../../engine/contracts/runtime.ts'
import type { CommandDocument } from './command-document.ts'
import { commandEnvironment } from './command-environment.ts'
import { layOutInputs } from './lay-out-inputs.ts'
import { commandManifest, commandParams } from './manifest.ts'
import { paramText } from './param-text.ts'
import { type CommandEnd, runCommand } from './run-command.ts'
import { variableName } from './variable-name.ts'

/** Runs command stages: the worker's half of the language. */
export const shRuntime: LanguageRuntime = {
  name: 'sh',
  exchanges: 'files',
  async load(executable) {
    const document = JSON.parse(readFileSync(executable, 'utf8')) as CommandDocument
    const manifest = commandManifest(document)
    return {
      manifest,
      resolveParams: commandParams,
      async run({ params, seed, log, files }) {
        const { job } = files
        const [input, output, work] = ['in', 'out', 'work'].map((name) => join(job.workFolder, name)) as [
          string,
          string,
          string,
        ]
        for (const folder of [input, output, work]) mkdirSync(folder, { recursive: true })
        const paths = outputPaths(document, output, files)
        const end = await runCommand({
          text: document.text,
          folder: work,
          env: {
            ...commandEnvironment(job, work),
            ...layOutInputs(job, document, input, files.extensionOf),
            ...Object.fromEntries(Object.entries(paths).map(([name, path]) => [variableName('out', name), path])),
            ...Object.fromEntries(
              Object.entries(params as Record<string, unknown>).map(([name, value]) => [
                variableName('param', name),
                paramText(value),
              ]),
            ),
            ...(manifest.random ? { seed: String(seed) } : {}),
          },
          onLine: log,
          onGroup: files.processGroup,
        })
        const transcript = [...document.text.split('\n').map((line) => `$ ${line}`), ...end.lastLines].join('\n')
        if (end.failure !== undefined) throw failed(job.stage, end, transcript)
        return adoptOutputs(document, paths, files, transcript)
      },
    }
  },
}

function outputPaths({ outputs }: CommandDocument, folder: string, { extensionOf }: StageFiles) {
  return Object.fromEntries(
    Object.entries(outputs).map(([name, { kind, extension, format }]) => [
      name,
      join(folder, name + (format === undefined ? (extension ?? extensionOf(kind)) : `.${format}`)),
    ]),
  )
}

function failed(stage: string, { failure, exitCode }: CommandEnd, transcript: string): MillraceError {
  return new MillraceError('E_STAGE_COMMAND', `the command of stage "${stage}" ended with ${failure}`, {
    transcript,
    hint:
      exitCode === 127
        ? 'A program that it names is not on the PATH.'
        : 'It runs in an empty folder: a file that it reads is declared under `in:` and named as "$in_port".',
  })
}

async function adoptOutputs(
  { outputs }: CommandDocument,
  paths: Readonly<Record<string, string>>,
  { job, adopt }: StageFiles,
  transcript: string,
): Promise<Record<string, unknown>> {
  const values: Record<string, unknown> = {}
  for (const [name, { kind, format }] of Object.entries(outputs)) {
    const path = paths[name]!
    if (!statSync(path, { throwIfNoEntry: false })?.isFile()) {
      throw new MillraceError('E_STAGE_OUTPUT', `the command of stage "${job.stage}" wrote no file as "${name}"`, {
        transcript,
        hint: `It is to write a ${kind} to "$${variableName('out', name)}".`,
      })
    }
    try {
      values[name] = await adopt(name, path, format)
    } catch (error) {
      const because = error instanceof Error ? error.message.replaceAll(path, 'it') : String(error)
      throw new MillraceError(
        'E_STAGE_OUTPUT',
        `what the command of stage "${job.stage}" wrote as "${name}" is not a ${format ?? kind}: ${because}`,
        { cause: error, transcript, hint: error instanceof MillraceError ? error.hint : undefined },
      )
    }
  }
  return values
}
