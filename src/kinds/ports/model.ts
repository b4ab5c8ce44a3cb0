import { createPort, type Port } from '../../engine/contracts/port.ts'
import type { ModelBundle } from '../model-bundle.ts'

/** A port for a fitted model together with what it was fitted on. */
export function model(): Port<ModelBundle> {
  return createPort('model')
}
