import { createPort, type Port } from '../../engine/contracts/port.ts'

/** A port for any value that JSON can hold: metrics, findings, a list of features. */
export function json<Value = unknown>(): Port<Value> {
  return createPort('json')
}
