import type { KindName } from '../engine/contracts/port.ts'

/**
 * The version of each kind, which is part of every key. Kept apart from the kinds themselves, so that planning a run loads
 * neither DuckDB nor learners.
 */
export const kindVersions: Readonly<Record<KindName, number>> = { table: 1, model: 2, json: 1, figure: 1, file: 1 }
