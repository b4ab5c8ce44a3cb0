import type { Graph } from './graph.ts'

/**
 * Which stages can go next: those whose parents are done, in the order of the graph. Every stage and wire is looked at once,
 * so that ten thousand stages are as quick, one by one, as ten.
 */
export class Schedule {
  readonly #pending = new Map<string, number>()
  readonly #ready: string[] = []
  #next = 0

  /** @param stages those that take part; parents that do not are taken to be done */
  constructor(stages: readonly string[], graph: Graph) {
    this.add(stages, graph, new Set(stages))
  }

  /** Adds stages that came to light in the run. @param open parents that are not done yet */
  add(stages: readonly string[], graph: Graph, open: ReadonlySet<string>): void {
    for (const name of stages) {
      const waitsFor = graph.parents.get(name)!.filter((parent) => open.has(parent)).length
      if (waitsFor === 0) this.#ready.push(name)
      else this.#pending.set(name, waitsFor)
    }
  }

  /** The next stage that can go, or undefined while none can. */
  take(): string | undefined {
    return this.#next < this.#ready.length ? this.#ready[this.#next++] : undefined
  }

  /** A stage is done: those that waited for it alone can go. */
  done(name: string, graph: Graph): void {
    for (const child of graph.children.get(name) ?? []) this.#countDown(child, 1)
  }

  /** A fan is in its instances now: what waited for the fan waits for them. */
  replaced(children: readonly string[], instances: readonly string[], graph: Graph): void {
    for (const child of children) {
      const own = new Set(instances)
      const more = graph.parents.get(child)!.filter((parent) => own.has(parent)).length
      this.#countDown(child, 1 - more)
    }
    this.add(instances, graph, new Set())
  }

  /** Stages that could not go. */
  get left(): string[] {
    return [...this.#pending.keys(), ...this.#ready.slice(this.#next)]
  }

  #countDown(name: string, by: number): void {
    const waitsFor = this.#pending.get(name)
    if (waitsFor === undefined) return
    if (waitsFor > by) this.#pending.set(name, waitsFor - by)
    else {
      this.#pending.delete(name)
      this.#ready.push(name)
    }
  }
}
