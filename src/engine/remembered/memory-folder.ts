import { type Sha256, sha256Json } from '../../base/hash.ts'
import type { Fingerprint } from '../fingerprint.ts'

/**
 * Names the folder where parts of a stage are remembered: by everything that decides its outputs apart from parameters and
 * inputs, which belong to the key of each part.
 */
export function memoryFolder(fingerprint: Fingerprint): Sha256 {
  const { params: _params, inputs: _inputs, ...rest } = fingerprint
  return sha256Json({ remembered: rest })
}
