import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { isLeftOver } from '../../engine/cache/claim-folder.ts'
import { listFiles } from '../list-files.ts'

export const itemKinds = ['object', 'action', 'parts', 'code', 'memo', 'download', 'damaged', 'run', 'work'] as const
export type ItemKind = (typeof itemKinds)[number]

/** Something in the store that stays or goes as a whole. */
export interface StoreItem {
  readonly kind: ItemKind
  readonly path: string
  readonly name: string
  readonly bytes: number
  /** Milliseconds since 1970: when anything in it was last written. */
  readonly writtenAt: number
}

/** Everything that the store holds, apart from memories that are one file for all. */
export function storeItems(root: string): StoreItem[] {
  const inside = (kind: ItemKind, ...folder: string[]) =>
    names(join(root, ...folder)).flatMap((name) => item(kind, join(root, ...folder, name), name))
  return [
    ...names(join(root, 'objects')).flatMap((prefix) => inside('object', 'objects', prefix)),
    ...inside('action', 'actions'),
    ...inside('parts', 'remembered'),
    ...inside('code', 'code'),
    ...['code', 'manifests', 'previews', 'facts', 'snapshots'].flatMap((folder) => inside('memo', 'memo', folder)),
    ...inside('download', 'downloads'),
    ...inside('damaged', 'damaged'),
    ...inside('run', 'runs'),
    ...inside('work', 'work'),
    ...inside('work', 'scratch'),
    ...names(join(root, 'claims')).flatMap((key) => item('work', join(root, 'claims', key), holder(root, key))),
    ...names(join(root, 'memo'))
      .filter((name) => name.endsWith('.tmp'))
      .flatMap((name) => item('memo', join(root, 'memo', name), name)),
  ]
}

const names = (folder: string) => (existsSync(folder) ? readdirSync(folder).sort() : [])

/** Who holds the claim to a key, or else held it last. */
function holder(root: string, key: string): string {
  const claimants = names(join(root, 'claims', key)).map((name) => name.replace(/^(drawing|\d+)-/, ''))
  return claimants.find((name) => !isLeftOver(name)) ?? claimants[0] ?? 'nobody'
}

/** None where it vanishes while it is looked at: a run that ends beside this takes its work folder along. */
function item(kind: ItemKind, path: string, name: string): StoreItem[] {
  try {
    const own = statSync(path)
    const stats = own.isDirectory() ? listFiles(path).map((file) => statSync(file)) : []
    const bytes = own.isDirectory() ? stats.reduce((sum, { size }) => sum + size, 0) : own.size
    return [{ kind, path, name, bytes, writtenAt: Math.max(own.mtimeMs, ...stats.map(({ mtimeMs }) => mtimeMs)) }]
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}
