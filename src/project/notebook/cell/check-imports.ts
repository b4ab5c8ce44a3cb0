import type { CellImport } from './cell-code.ts'
import { type CellPlace, cellError } from './cell-error.ts'

/**
 * Refuses imports that no stage can have.
 * @throws E_NOTEBOOK for addresses and other registries, from which Node imports nothing; E_STAGE_READS for opening a pipeline
 */
export function checkImports(cell: CellPlace, imports: readonly CellImport[]): void {
  for (const { specifier, names, at } of imports) {
    const place = { start: at[0], end: at[1] }
    if (/^(https?|jsr|data|file):/.test(specifier)) {
      throw cellError(
        cell,
        place,
        `code cell ${cell.number} imports ${specifier}, from where Node takes nothing`,
        'Import a package of npm (npm:name or its name alone), or a file beside the notebook (./…).',
      )
    }
    if (specifier === 'millrace' && names.some(({ imported }) => imported === 'openPipeline')) {
      throw cellError(
        cell,
        place,
        `code cell ${cell.number} opens a pipeline, which a stage cannot`,
        'Leave this cell out: a stage reads what other stages give through its inputs.',
        'E_STAGE_READS',
      )
    }
  }
}
