/** More is in the file. */
const mostLines = 15

/** The last lines of what a stage printed, kept while it runs. */
export class LogTail {
  #lines: string[] = []
  #open = ''
  #dropped = false

  add(text: string): void {
    const lines = `${this.#open}${text}`.split(/\r?\n/)
    this.#open = lines.pop()!
    this.#lines.push(...lines)
    this.#dropped ||= this.#lines.length > mostLines
    this.#lines = this.#lines.slice(-mostLines)
  }

  /** Whether there were more lines than are kept. */
  get isCut(): boolean {
    return this.#dropped
  }

  get lines(): readonly string[] {
    return this.#open === '' ? this.#lines : [...this.#lines, this.#open]
  }

  get last(): string | undefined {
    return this.lines.findLast((line) => line.trim() !== '')
  }
}
