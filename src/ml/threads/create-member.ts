import { controlCellCount, controlCells } from './control-block.ts'
import { CrewStopped, type Member } from './program.ts'
import type { SharedMemory } from './shared-memory.ts'

/** Looks at the barrier this often before sleeping: levels of a small tree are shorter than a wake-up. */
const spins = 4000

export function createMember(
  index: number,
  count: number,
  memory: SharedMemory,
  post: (message: unknown) => void,
): Member {
  const cells = new Int32Array(memory.buffer, 0, controlCellCount)

  function barrier(): void {
    if (count > 1) meet()
    if (Atomics.load(cells, controlCells.stop) === 1) throw new CrewStopped('the crew was stopped')
  }

  function meet(): void {
    const generation = Atomics.load(cells, controlCells.generation)
    // Who stops the crew raises the generation after saying so: seen here, or the sleep below ends.
    if (Atomics.load(cells, controlCells.stop) === 1) return
    if (Atomics.add(cells, controlCells.arrived, 1) === count - 1) {
      Atomics.store(cells, controlCells.arrived, 0)
      Atomics.add(cells, controlCells.generation, 1)
      Atomics.notify(cells, controlCells.generation)
      return
    }
    for (let spin = 0; spin < spins; spin++) {
      if (Atomics.load(cells, controlCells.generation) !== generation) return
    }
    while (Atomics.load(cells, controlCells.generation) === generation) {
      Atomics.wait(cells, controlCells.generation, generation)
    }
  }

  return { index, count, memory, post, barrier, takeTask: () => Atomics.add(cells, controlCells.task, 1) }
}
