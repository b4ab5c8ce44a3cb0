import type { Line, RunningCli } from './project-rig.ts'

/** A call that is still going on, read line by line as it writes. */
export interface Followed {
  /** Every event so far. */
  readonly events: readonly Line[]
  /** What it has written to stderr so far. */
  stderr(): string
  /**
   * Waits for an event that has not been waited past yet, and passes it.
   * @returns the events since the last one that was waited for, this one included
   */
  until(wanted: (event: Line) => boolean): Promise<Line[]>
  /** Waits until stderr holds a text, behind what was waited for before. */
  says(text: string): Promise<void>
}

const longestMs = 60_000

export function follow({ process }: RunningCli): Followed {
  const events: Line[] = []
  let open = ''
  let stderr = ''
  let passed = 0
  let heard = 0
  process.stdout!.on('data', (text: string) => {
    const lines = `${open}${text}`.split('\n')
    open = lines.pop()!
    events.push(...lines.filter((line) => line.startsWith('{"type"')).map((line) => JSON.parse(line) as Line))
  })
  process.stderr!.on('data', (text: string) => {
    stderr += text
  })
  async function wait<Value>(look: () => Value | undefined, what: string): Promise<Value> {
    const until = Date.now() + longestMs
    for (;;) {
      const found = look()
      if (found !== undefined) return found
      if (Date.now() > until)
        throw new Error(`${what} did not come; it wrote:\n${JSON.stringify(events.slice(-20))}\n${stderr}`)
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
  }
  return {
    events,
    stderr: () => stderr,
    until: (wanted) =>
      wait(() => {
        const at = events.findIndex((event, i) => i >= passed && wanted(event))
        if (at < 0) return undefined
        const since = events.slice(passed, at + 1)
        passed = at + 1
        return since
      }, 'the event'),
    says: async (text) => {
      const at = await wait(() => (stderr.includes(text, heard) ? stderr.indexOf(text, heard) : undefined), `"${text}"`)
      heard = at + text.length
    },
  }
}
