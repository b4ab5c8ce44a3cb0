import { MillraceError } from '../../base/errors/millrace-error.ts'
import { modelFields, partFields } from '../part-fields.ts'
import { CategoryEncoder } from './category-encoder.ts'
import { Imputer } from './imputer.ts'
import type { Preparation } from './preparation.ts'
import { Scaler } from './scaler.ts'
import { TargetEncoder } from './target-encoder.ts'

const readers: Readonly<Record<string, (parts: unknown) => Preparation>> = {
  'category-encoder': (parts) => CategoryEncoder.fromParts(parts),
  imputer: (parts) => Imputer.fromParts(parts),
  scaler: (parts) => Scaler.fromParts(parts),
  'target-encoder': (parts) => TargetEncoder.fromParts(parts),
}

/** Reads any preparation from what its `toParts` gave. @throws E_ML_MODEL_FILE for parts that are damaged or newer */
export function preparationFromParts(parts: unknown): Preparation {
  const name = partFields(parts).text('learner')
  const read = Object.hasOwn(readers, name) ? readers[name] : undefined
  if (read === undefined) {
    throw new MillraceError('E_ML_MODEL_FILE', `The model file has the preparation "${name}", which is not known.`)
  }
  modelFields(parts, name)
  return read(parts)
}
