import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { canonicalJson } from '../../base/canonical-json.ts'
import { MillraceError } from '../../base/errors/millrace-error.ts'
import { sha256Json } from '../../base/hash.ts'
import { shownPath } from '../../base/shown-path.ts'
import { keepText } from '../../engine/cache/keep-text.ts'
import type { StageCode } from '../../engine/contracts/code.ts'
import type { BorderInput, CommandDefinition, StageNode } from '../../engine/definition/definition.ts'
import { isGlob } from '../../engine/inputs/match-glob.ts'
import { checkVariables } from './check-variables.ts'
import type { CommandDocument } from './command-document.ts'
import { commandManifest, commandParams } from './manifest.ts'
import { splitCommand } from './split-command.ts'

/** The tools of a command with their versions, and the files whose change means another version. */
export interface Tools {
  readonly versions: Readonly<Record<string, string>>
  readonly watched: readonly string[]
}

/**
 * Command stages: the runner's half of the language. Everything that a command is stands in the pipeline file.
 * @throws E_DEFINITION for an empty command and for names that the shell cannot tell apart
 */
export function readCommand(
  node: StageNode,
  command: CommandDefinition,
  { projectFolder, codeFolder, tools }: { projectFolder: string; codeFolder: string; tools: Tools },
) {
  checkVariables(node, command)
  const { text, description } = splitCommand(command.text)
  if (text === '') {
    throw new MillraceError('E_DEFINITION', `the command of stage "${node.name}" is empty`, {
      at: node.at.use,
      hint: 'Write what bash is to run, such as: cp "$in_raw" "$out_copy".',
    })
  }
  const document: CommandDocument = { text, outputs: command.outputs, ...shapeOfInputs(node) }
  const executable = join(codeFolder, `${sha256Json(document)}.json`)
  keepText(executable, canonicalJson(document))
  const path = resolve(node.at.use.file)
  const code: StageCode = {
    language: 'sh',
    path,
    file: shownPath(path, projectFolder),
    digest: sha256Json({ text, outputs: command.outputs, folders: document.folders }),
    files: {},
    packages: [],
    ...(command.tools.length === 0 ? {} : { tools: tools.versions }),
    command: { text, outputs: command.outputs },
    executable,
    watched: tools.watched,
    description,
    at: node.at.use,
  }
  return { code, manifest: commandManifest(document), params: commandParams(node.params) }
}

/** A pattern arrives as a folder, however many files match it today. */
function shapeOfInputs({ inputs }: StageNode): Pick<CommandDocument, 'folders' | 'labels'> {
  const folders: string[] = []
  const labels: Record<string, string[]> = {}
  for (const [port, input] of inputs) {
    const sources =
      input.type === 'one'
        ? [[port, input.source] as const]
        : [...input.sources].map(([label, source]) => [`${port}.${label}`, source] as const)
    for (const [key, source] of sources) if (source.type === 'border' && isPattern(source)) folders.push(key)
    if (input.type === 'many') labels[port] = [...input.sources.keys()]
  }
  return { folders: folders.sort(), labels }
}

/** As the border sees it: a file of exactly this name is meant before a pattern is. */
function isPattern({ spec, folder }: BorderInput): boolean {
  return !/^(npm|https?):/.test(spec) && isGlob(spec) && !existsSync(resolve(folder, spec))
}
