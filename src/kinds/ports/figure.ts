import { createPort, type Port } from '../../engine/contracts/port.ts'
import type { Figure } from '../../report/figure.ts'

/** A port for something to look at: a chart or a table made for reading. */
export function figure(): Port<Figure> {
  return createPort('figure')
}
