import type { InputBackground, KeyBackground } from './contracts/cache.ts'
import { stageSources } from './definition/definition.ts'
import { describeSource } from './describe-source.ts'
import type { ContentOf } from './known-content.ts'
import type { LoadedStage } from './link.ts'

/** Of a glob with more files than this only their digest is kept: a key document is to stay small. */
const mostFiles = 500

/** What stands behind the digests of a stage's key, as it is now. */
export function keyBackground(stage: LoadedStage, pipelineSeed: number, contentOf: ContentOf): KeyBackground {
  const inputs = stageSources(stage.node).map(({ port, label, source }): [string, InputBackground] => {
    const known = contentOf(source)
    const files = known?.digests ?? {}
    const count = Object.keys(files).length
    return [
      label === undefined ? port : `${port}.${label}`,
      {
        from: source.type === 'border' ? shortAddress(source.written) : describeSource(source),
        ...(known?.facts === undefined ? {} : { facts: known.facts }),
        ...(count > 1 && count <= mostFiles ? { files } : {}),
      },
    ]
  })
  return {
    stageFile: stage.code.file,
    importedBy: stage.code.importedBy ?? {},
    inputs: Object.fromEntries(inputs),
    pipelineSeed,
  }
}

/** A web address without query and pin. */
function shortAddress(written: string): string {
  return /^https?:/.test(written) ? written.replace(/[?#].*$/s, '') : written
}
