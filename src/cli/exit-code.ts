import { definitionCodes } from '../base/errors/codes-definition.ts'

/** 2 for mistakes in the definition or the arguments, 130 for an interrupt, 1 for everything else. */
export function exitCodeFor(code: string): number {
  if (code === 'E_INTERRUPTED') return 130
  return code in definitionCodes ? 2 : 1
}
