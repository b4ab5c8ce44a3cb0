import { fitWidth, textWidth } from './fit-width.ts'

/** The last lines of a terminal, drawn over and over while lines that stay are printed above them. */
export class LiveRegion {
  readonly #stream: NodeJS.WriteStream
  /** Widths of the lines that stand there now. */
  #drawn: number[] = []

  constructor(stream: NodeJS.WriteStream) {
    this.#stream = stream
  }

  get columns(): number {
    return Math.max(20, this.#stream.columns || 80)
  }

  get rows(): number {
    return this.#stream.rows || 24
  }

  /** Draws the lines anew, each cut to the width of the terminal; above them first a text that stays. */
  draw(lines: readonly string[], above = ''): void {
    // One column is left free: terminals wrap where the last is written.
    const fitted = lines.map((line) => fitWidth(line, this.columns - 1))
    // In one piece, so that nothing flickers.
    this.#stream.write(`${this.#back()}${above}${fitted.map((line) => `${line}\n`).join('')}`)
    this.#drawn = fitted.map(textWidth)
  }

  /** Takes the lines away. */
  clear(): void {
    this.draw([])
  }

  /** Lets the lines stand as they are; the next are drawn below. */
  release(): void {
    this.#drawn = []
  }

  /** To the first of the lines, and everything from there erased; in a window made narrower they take several rows each. */
  #back(): string {
    const rows = this.#drawn.reduce((sum, width) => sum + Math.max(1, Math.ceil(width / this.columns)), 0)
    return rows === 0 ? '' : `\x1b[${rows}A\r\x1b[J`
  }
}
