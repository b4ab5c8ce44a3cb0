import { readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { deriveSeed, type FileValue } from 'millrace'
import { parse } from 'yaml'
import type { StageDefinition } from '../../src/engine/contracts/stage.ts'
import { runSqlStage, runStage } from './run-stage.ts'

export const root = fileURLToPath(new URL('../../', import.meta.url))

type Wire = string | Readonly<Record<string, string>>

export interface PipelineFile {
  readonly seed: number
  readonly stages: Readonly<
    Record<
      string,
      {
        readonly use: string
        readonly in: Readonly<Record<string, Wire>>
        readonly params?: Readonly<Record<string, unknown>>
      }
    >
  >
}

export type Outputs = Readonly<Record<string, unknown>>

export function readPipelineFile(path: string): PipelineFile {
  return parse(readFileSync(resolve(root, path), 'utf8'), { merge: true }) as PipelineFile
}

/** `npm:package/file`, a path or a glob, as a file port gives it; `${NAME:-default}` is filled in from `env`. */
function source(text: string, folder: string, env: Readonly<Record<string, string>>): FileValue {
  const filled = text.replace(/\$\{(\w+):-([^}]*)\}/g, (_, name: string, fallback: string) => env[name] ?? fallback)
  const path = filled.startsWith('npm:') ? resolve(root, 'node_modules', filled.slice(4)) : resolve(folder, filled)
  const pattern = new RegExp(`^${basename(path).replace(/[.+]/g, '\\$&').replace(/\*/g, '.*')}$`)
  const names = readdirSync(dirname(path)).filter((name) => pattern.test(name))
  return { files: names.sort().map((name) => ({ path: resolve(dirname(path), name), name })) }
}

/**
 * Runs the stages of a pipeline file one after another as they stand in it, without the engine: no worker, no store,
 * no checks. What it shows is that stages, parameters and wires fit together.
 */
export async function runPipelineFile(
  path: string,
  env: Readonly<Record<string, string>> = {},
): Promise<Readonly<Record<string, Outputs>>> {
  const { seed, stages } = readPipelineFile(path)
  const folder = dirname(resolve(root, path))
  const done: Record<string, Outputs> = {}
  const follow = (wire: string): unknown => {
    const [stage = '', output = ''] = wire.split('.')
    const outputs = done[stage]
    if (outputs === undefined) return source(wire, folder, env)
    if (!Object.hasOwn(outputs, output)) throw new Error(`${stage} gives no ${output}`)
    return outputs[output]
  }
  for (const [name, stage] of Object.entries(stages)) {
    const inputs = Object.fromEntries(
      Object.entries(stage.in).map(([port, wire]) => [
        port,
        typeof wire === 'string'
          ? follow(wire)
          : Object.fromEntries(Object.entries(wire).map(([label, inner]) => [label, follow(inner)])),
      ]),
    )
    const shipped = /^millrace\/(stages\/.*)$/.exec(stage.use)
    const file = shipped === null ? resolve(folder, stage.use) : resolve(root, shipped[1] ?? '')
    if (stage.use.endsWith('.sql')) {
      const [, tables, given] = [file, inputs, stage.params] as unknown as Parameters<typeof runSqlStage>
      done[name] = { table: runSqlStage(file, tables, given) }
      continue
    }
    const module = (await import(file.endsWith('.ts') ? file : `${file}.ts`)) as { default: StageDefinition }
    done[name] = await runStage(module.default, inputs as never, stage.params ?? {}, deriveSeed(seed, name))
  }
  return done
}
