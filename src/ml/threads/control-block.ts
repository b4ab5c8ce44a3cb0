/** What members of a crew agree upon, in the first bytes of their memory: numbers of 32-bit cells. */
export const controlCells = {
  /** Members that have come to the barrier. */
  arrived: 0,
  /** Raised when the last one comes. */
  generation: 1,
  /** 1 when all are to stop. */
  stop: 2,
  /** The number of the next task. */
  task: 3,
  /** Raised when the caller has answered a question; the answer is the double at `answerByte`. */
  answered: 4,
} as const

export const controlCellCount = 16
export const answerByte = 128
