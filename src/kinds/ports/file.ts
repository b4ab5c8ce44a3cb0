import { createPort, type Port } from '../../engine/contracts/port.ts'
import type { FileValue } from '../file-value.ts'

/** A port for files as they are: the way in for a path, a glob, `npm:package/file` or a pinned `https:` address. */
export function file(): Port<FileValue> {
  return createPort('file')
}
