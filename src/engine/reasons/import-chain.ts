/**
 * From the stage file to a file or package, through what imports it: `stages/train.ts`, `lib/x.ts`, `lib/y.ts`.
 * @param importedBy as `StageCode.importedBy`; a name that it does not hold is a chain of itself alone
 */
export function importChain(name: string, importedBy: Readonly<Record<string, string>>): string[] {
  const chain = [name]
  while (Object.hasOwn(importedBy, chain[0]!) && !chain.includes(importedBy[chain[0]!]!)) {
    chain.unshift(importedBy[chain[0]!]!)
  }
  return chain
}
