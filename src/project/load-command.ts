import { accessSync, constants, realpathSync, statSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { MillraceError } from '../base/errors/millrace-error.ts'
import { sha256 } from '../base/hash.ts'
import { packageVersion } from '../base/package-root.ts'
import type { LocalStore } from '../engine/cache/local-store.ts'
import { readJson } from '../engine/cache/read-json.ts'
import { sameTokens, type Tokens, takeTokens } from '../engine/cache/stat-token.ts'
import { writeMemory } from '../engine/cache/write-memory.ts'
import type { CommandDefinition, StageNode } from '../engine/definition/definition.ts'
import { readCommand } from '../languages/sh/language.ts'
import { toolVersion } from '../languages/sh/tool-version.ts'

/** A stage whose code is a command in the pipeline file. */
export async function loadCommand(
  node: StageNode,
  command: CommandDefinition,
  { store, projectFolder }: { readonly store: LocalStore; readonly projectFolder: string },
) {
  const versions: Record<string, string> = {}
  const tokens: Record<string, string | null> = {}
  for (const name of command.tools) {
    const tool = await askTool(name, node, store)
    versions[name] = tool.says
    Object.assign(tokens, tool.tokens)
  }
  const read = readCommand(node, command, {
    projectFolder: projectFolder,
    codeFolder: store.path('code'),
    tools: { versions, watched: Object.keys(tokens) },
  })
  return { ...read, tokens }
}

interface Tool {
  /** Of Millrace: another may ask otherwise. */
  readonly version: string
  readonly tokens: Tokens
  readonly says: string
}

/** A program is asked for its version once, and again when its file is another. */
async function askTool(name: string, node: StageNode, store: LocalStore): Promise<Tool> {
  const path = findProgram(name)
  if (path === undefined) {
    throw new MillraceError('E_FILE_NOT_FOUND', `stage "${node.name}" calls "${name}", which is not on the PATH`, {
      at: node.at.use,
      hint: 'Install it, or put the folder that it is in on the PATH.',
    })
  }
  const memo = store.path('memo', 'tools', `${sha256(path)}.json`)
  const known = readJson<Tool>(memo)
  if (known?.version === packageVersion() && sameTokens(known.tokens)) return known
  const tokens = takeTokens([path, realpathSync(path)])
  const tool: Tool = { version: packageVersion(), tokens, says: await toolVersion(path) }
  writeMemory(memo, tool)
  return tool
}

function findProgram(name: string): string | undefined {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    const path = join(folder, name)
    if (!statSync(path, { throwIfNoEntry: false })?.isFile()) continue
    try {
      accessSync(path, constants.X_OK)
      return path
    } catch {
      // Not a program: the next folder may have one.
    }
  }
  return undefined
}
