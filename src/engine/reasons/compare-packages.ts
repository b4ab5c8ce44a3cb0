import type { KeyDocument } from '../contracts/cache.ts'
import type { Fingerprint } from '../fingerprint.ts'
import { importChain } from './import-chain.ts'

export interface PackageChange {
  readonly name: string
  /** Several installed at once are told one after the other; undefined where it is not used. */
  readonly from: string | undefined
  readonly to: string | undefined
  /** From the stage file to the file that imports it, or what pulls it in, where that is known. */
  readonly chain?: readonly string[]
  /** The packages that pull it in, where the stage does not import it itself. */
  readonly through?: readonly string[]
}

/** Which packages, and packages of packages, two states of a stage differ in. */
export function comparePackages(before: KeyDocument, now: KeyDocument): PackageChange[] {
  const [was, is] = [versions(before.fingerprint), versions(now.fingerprint)]
  return [...new Set([...was.keys(), ...is.keys()])]
    .filter((name) => was.get(name) !== is.get(name))
    .map((name) => {
      const document = is.has(name) ? now : before
      const { packages } = document.fingerprint
      const through = packages.some((each) => each.name === name)
        ? []
        : packages.filter(({ closure }) => closure.some((text) => nameOf(text) === name)).map((each) => each.name)
      const imported = through[0] ?? name
      const chain = importChain(`npm:${imported}`, document.background?.importedBy ?? {}).slice(0, -1)
      return {
        name,
        from: was.get(name),
        to: is.get(name),
        ...(chain.length > 0 ? { chain } : {}),
        ...(through.length > 0 ? { through } : {}),
      }
    })
}

/** Two versions of one package may serve two others: neither may hide the other. */
function versions({ packages }: Fingerprint): Map<string, string> {
  const found = new Map<string, Set<string>>()
  for (const text of packages.flatMap((item) => [`${item.name}@${item.version}`, ...item.closure])) {
    const name = nameOf(text)
    found.set(name, (found.get(name) ?? new Set()).add(text.slice(name.length + 1)))
  }
  return new Map([...found].map(([name, set]) => [name, [...set].sort().join(' and ')]))
}

const nameOf = (text: string) => text.slice(0, text.lastIndexOf('@'))
