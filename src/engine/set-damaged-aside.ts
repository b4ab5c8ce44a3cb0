import { relative } from 'node:path'
import type { LocalStore } from './cache/local-store.ts'
import type { EmitEvent } from './events.ts'
import type { Reason } from './reasons.ts'

/** Moves damaged outputs of a stage that is about to make them again out of the way, and says where they are now. */
export async function setDamagedAside(
  store: LocalStore,
  stage: string,
  reasons: readonly Reason[],
  emit: EmitEvent,
): Promise<void> {
  for (const reason of reasons) {
    if (reason.type !== 'damaged-result') continue
    const aside = await store.setAside(reason.file)
    if (aside === undefined) continue
    const message = `the stored output ${stage}.${reason.output} is damaged and is made again: the damaged file is now ${relative(process.cwd(), aside)}`
    emit({ type: 'notice', code: 'N_DAMAGED', stage, message })
  }
}
