import type { KeyDocument } from '../contracts/cache.ts'
import { importChain } from './import-chain.ts'

export interface CodeChange {
  readonly changed: readonly string[]
  readonly added: readonly string[]
  readonly removed: readonly string[]
  /** From the stage file to each of those that it imports, where that is known. */
  readonly chains: Readonly<Record<string, readonly string[]>>
  /** Where another file is the stage file now. */
  readonly stageFile?: { readonly from: string; readonly to: string }
  /** Where it is written in another language now. */
  readonly language?: { readonly from: string; readonly to: string }
}

/** Which source files two states of a stage's code differ in, and through which imports they belong to it. */
export function compareCode(before: KeyDocument, now: KeyDocument): CodeChange {
  const [was, is] = [before.codeFiles, now.codeFiles]
  const names = [...new Set([...Object.keys(was), ...Object.keys(is)])].sort()
  const chains = names.flatMap((name): [string, string[]][] => {
    if (was[name] === is[name]) return []
    const { importedBy = {} } = (name in is ? now : before).background ?? {}
    const chain = importChain(name, importedBy)
    return chain.length > 1 ? [[name, chain]] : []
  })
  const [from, to] = [before.background?.stageFile, now.background?.stageFile]
  const [spoke, speaks] = [before.fingerprint.code.language, now.fingerprint.code.language]
  return {
    changed: names.filter((name) => name in was && name in is && was[name] !== is[name]),
    added: names.filter((name) => !(name in was)),
    removed: names.filter((name) => !(name in is)),
    chains: Object.fromEntries(chains),
    ...(from !== undefined && to !== undefined && from !== to ? { stageFile: { from, to } } : {}),
    ...(spoke === speaks ? {} : { language: { from: spoke, to: speaks } }),
  }
}
