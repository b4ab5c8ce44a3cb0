import type { Sha256 } from '../base/hash.ts'
import type { LocalStore } from './cache/local-store.ts'
import { type Claim, claimKey } from './claims/claim-key.ts'
import type { EmitEvent } from './events.ts'

/**
 * A result is made once, however many runs want it at the same time: the first makes it, the others say whom they wait for
 * and then find it in the store. Where the first is killed or fails, the next in the queue makes it.
 *
 * @returns undefined when the run was interrupted while it waited
 */
export function claimStage(
  store: LocalStore,
  stage: string,
  fingerprint: Sha256,
  { signal, emit }: { signal: AbortSignal; emit: EmitEvent },
): Promise<Claim | undefined> {
  const onWait = (pid: number) => {
    const holder = pid === process.pid ? 'another stage of this run' : `process ${pid}`
    const message = `${stage} waits for ${holder}, which is making the same result`
    emit({ type: 'notice', code: 'N_WAITING', stage, message })
  }
  return claimKey(store.path('claims', fingerprint), { signal, onWait })
}
