import type { ResolvedParams, StageManifest } from '../../engine/contracts/manifest.ts'
import type { PortManifest } from '../../engine/contracts/port.ts'
import { tagOfAllInputs } from '../../engine/link.ts'
import type { CommandDocument } from './command-document.ts'
import { paramText } from './param-text.ts'
import { usesSeed } from './uses-seed.ts'

/**
 * What a command says about itself. Its inputs are of the kinds that are wired to them. An output has the tag that all
 * inputs share unless the pipeline file says otherwise, as the output of a query has.
 */
export function commandManifest({ text, outputs }: CommandDocument): StageManifest {
  return {
    inputs: {},
    outputs: Object.fromEntries(
      Object.entries(outputs).map(([name, { format: _, ...port }]): [string, PortManifest] => [
        name,
        port.tag === undefined && port.tagFrom === undefined ? { ...port, tagFrom: tagOfAllInputs } : port,
      ]),
    ),
    random: usesSeed(text),
    volatile: false,
    paramsSchema: { type: 'object' },
  }
}

/** Any value that a shell variable can hold will do: only the command knows better. */
export function commandParams(raw: unknown): ResolvedParams {
  const issues = Object.entries(raw as Record<string, unknown>).flatMap(([name, value]) => {
    try {
      if (!paramText(value).includes('\0')) return []
      return [{ path: [name], message: `parameter "${name}" holds a NUL character, which no shell variable can` }]
    } catch (error) {
      return [{ path: [name], message: `parameter "${name}": ${(error as Error).message}` }]
    }
  })
  return issues.length === 0 ? { ok: true, params: raw } : { ok: false, issues }
}
