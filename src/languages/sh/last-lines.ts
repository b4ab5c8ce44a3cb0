const lines = 20
const width = 400

/** Keeps the last lines of what a program prints, long ones cut. */
export class LastLines {
  readonly #lines: string[] = []

  add(line: string): void {
    this.#lines.push(line.length > width ? `${line.slice(0, width)}…` : line)
    if (this.#lines.length > lines) this.#lines.shift()
  }

  get all(): readonly string[] {
    return this.#lines
  }
}
