import { basename, join, relative } from 'node:path'
import { artifactFolder } from './artifact-folder.ts'
import { keepLog, logName } from './cache/keep-log.ts'
import { materialise, removeOtherFiles } from './cache/materialise.ts'
import type { ActionEntry } from './contracts/cache.ts'
import type { StageNode } from './definition/definition.ts'
import type { EmitEvent } from './events.ts'
import type { RunContext } from './run-context.ts'

/** Puts the outputs of a stage under `artifacts/`, and says what it met there and in the store that was not its own. */
export async function publishStage(
  context: RunContext,
  node: StageNode,
  entry: ActionEntry,
  emit: EmitEvent,
): Promise<void> {
  const { store } = context
  const { name: stage } = node
  const folder = artifactFolder(context.artifacts, node)
  const names = new Set<string>([logName])
  for (const [output, record] of Object.entries(entry.outputs)) {
    const name = `${output}${record.extension}`
    names.add(name)
    if (await store.protectObject(record.file)) {
      const message = `the stored output ${stage}.${output} had been made writable: its content is intact, and it is read-only again`
      emit({ type: 'notice', code: 'N_DAMAGED', stage, message })
    }
    const path = join(folder, name)
    const aside = await materialise(store, record, path)
    if (aside === undefined) continue
    const message = `${relative(process.cwd(), path)} had been edited by hand: the edited file is now ${basename(aside)}`
    emit({ type: 'notice', code: 'N_EDITED_BY_HAND', stage, message })
  }
  await removeOtherFiles(store, folder, names)
  keepLog(folder, entry.log)
}
