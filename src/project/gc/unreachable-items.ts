import { existsSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { sha256Json } from '../../base/hash.ts'
import { packageVersion } from '../../base/package-root.ts'
import { isLeftOver } from '../../engine/cache/claim-folder.ts'
import type { LocalStore } from '../../engine/cache/local-store.ts'
import { readJson } from '../../engine/cache/read-json.ts'
import { sameTokens, type Tokens } from '../../engine/cache/stat-token.ts'
import { parseProcessName } from '../../engine/claims/process-name.ts'
import { processState } from '../../engine/claims/process-state.ts'
import { ownIdentity } from '../own-identity.ts'
import type { Roots } from './find-roots.ts'
import type { StoreItem } from './store-items.ts'

/** Descriptions of stage files, commands, and facts about tables do not say what they were made of: they go by age alone. */
const keptDays = 30
/** A process on another machine or in another container cannot be asked: after so long without a file from it, it is gone. */
const silentMs = 86_400_000
const kinds = ['table', 'model', 'json', 'figure', 'file']

/** What nothing names any more, in the order in which it can go: entries before the objects that they name. */
export function unreachableItems(items: readonly StoreItem[], roots: Roots, now: number): StoreItem[] {
  const executables = new Set<string>()
  for (const item of memos(items, 'code')) {
    const code = currentCode(item)
    if (code !== undefined) executables.add(basename(code))
  }
  const madeBy = ownIdentity('kinds', 'table')
  const previews = new Set([...roots.objects].flatMap((file) => kinds.map((kind) => sha256Json([madeBy, kind, file]))))
  const isYoung = (item: StoreItem) => now - item.writtenAt < keptDays * 86_400_000
  const stays = (item: StoreItem): boolean => {
    // What a write was cut off from.
    if (item.name.endsWith('.tmp')) return false
    switch (item.kind) {
      case 'object':
        return roots.objects.has(item.name)
      case 'action':
        return roots.fingerprints.has(item.name)
      case 'parts':
        // Of a search that was cut off nothing has a name yet.
        return roots.memories.has(item.name) || isYoung(item)
      case 'code':
        return item.name.endsWith('.json') ? isYoung(item) : executables.has(item.name)
      case 'download':
        return roots.downloads.has(item.name)
      case 'run':
        return roots.runs.has(item.name.replace(/\.json$/, ''))
      case 'work':
        return isAtWork(item, now)
      case 'damaged':
        return false
      case 'memo':
        return memoStays(item)
    }
  }
  const memoStays = (item: StoreItem): boolean => {
    const folder = basename(dirname(item.path))
    if (folder === 'code') return currentCode(item) !== undefined
    if (folder === 'parts') return roots.parts.has(item.name)
    if (folder === 'previews') return previews.has(item.name.replace(/\.json$/, '') as never)
    if (folder === 'manifests' || folder === 'facts') return isYoung(item)
    const snapshot = readJson<{ version: string; tokens: Tokens }>(item.path)
    return snapshot?.version === packageVersion() && sameTokens(snapshot.tokens)
  }
  return items.filter((item) => !stays(item))
}

const memos = (items: readonly StoreItem[], folder: string) =>
  items.filter(({ kind, path }) => kind === 'memo' && basename(dirname(path)) === folder)

/** The executable of a stage file that is still as it was when it was bundled. */
function currentCode(item: StoreItem): string | undefined {
  const memo = readJson<{ tokens: Tokens; code: { executable: string } }>(item.path)
  if (memo === undefined || !existsSync(memo.code.executable)) return undefined
  return sameTokens(memo.tokens) ? memo.code.executable : undefined
}

/** Whether a run or a verification is going on in the store. @returns its process */
export function livingProcess(items: readonly StoreItem[], now: number): number | undefined {
  const living = items.find((item) => item.kind === 'work' && isAtWork(item, now))
  return living && Number.parseInt(living.name, 10)
}

function isAtWork({ name, writtenAt }: StoreItem, now: number): boolean {
  if (isLeftOver(name)) return false
  const isElsewhere = parseProcessName(name) !== undefined && processState(name) === 'unknown'
  return !isElsewhere || now - writtenAt < silentMs
}

/** What results a store entry names, as far as it can be read. */
export function objectsNamed(store: LocalStore, action: StoreItem): string[] {
  return store
    .actions(action.name as Parameters<LocalStore['actions']>[0])
    .flatMap(({ outputs }) => Object.values(outputs).map(({ file }) => file as string))
}
