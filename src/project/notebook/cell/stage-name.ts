/** Names for stages and files, none twice. */
export class StageNames {
  readonly #taken = new Set<string>()

  /**
   * A name from the heading above a cell, else from what the cell defines: `meanPrice` of "Mean price".
   * @param heading text; undefined where there is none
   * @param defined the names that the cell gives
   */
  take(heading: string | undefined, defined: readonly string[], number: number): string {
    const wishes = [camelCase(heading ?? ''), defined.at(-1) ?? '', `cell${number}`]
    const wish = wishes.find((name) => /^[A-Za-z]\w*$/.test(name))!
    let name = wish
    for (let n = 2; this.#taken.has(name.toLowerCase()); n++) name = `${wish}${n}`
    this.#taken.add(name.toLowerCase())
    return name
  }
}

function camelCase(text: string): string {
  // Accents come off; what is no Latin letter then stays out of names of files.
  const words =
    text
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .replace(/['’]/g, '')
      .match(/[A-Za-z0-9]+/g) ?? []
  return words
    .slice(0, 6)
    .map((word, i) => (i === 0 ? word.toLowerCase() : word[0]!.toUpperCase() + word.slice(1).toLowerCase()))
    .join('')
}

/** `mean-price` of `meanPrice`: the name of its file. */
export function fileName(name: string): string {
  return name.replace(/(?<=[a-z0-9])[A-Z]/g, (letter) => `-${letter}`).toLowerCase()
}
