import type { Kind } from '../engine/contracts/kind.ts'
import { jsonKind } from './json-kind.ts'
import { kindVersions } from './kind-versions.ts'

/** Something to look at: a Vega-Lite chart or a table made for reading, stored as canonical JSON. */
export const figureKind: Kind = {
  ...jsonKind,
  name: 'figure',
  version: kindVersions.figure,
  extension: '.figure.json',

  reject(value) {
    const type = (value as { type?: unknown } | null | undefined)?.type
    if (type !== 'vega-lite' && type !== 'table') return 'something that is neither a chart nor a table for reading'
    return jsonKind.reject(value)
  },
}
