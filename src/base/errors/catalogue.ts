import { definitionCodes } from './codes-definition.ts'
import { mlCodes } from './codes-ml.ts'
import { runCodes } from './codes-run.ts'
import { tableCodes } from './codes-table.ts'

/** Every code that Millrace can print, with one sentence that explains it. Codes are stable: scripts match on them. */
export const errorCatalogue = { ...definitionCodes, ...runCodes, ...tableCodes, ...mlCodes } as const

export type ErrorCode = keyof typeof errorCatalogue
