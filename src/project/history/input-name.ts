import type { StageSource } from '../../engine/definition/definition.ts'

/** `matches`, or `matches.2016` for one of the labelled sources of an input that takes many. */
export function inputName({ port, label }: Pick<StageSource, 'port' | 'label'>): string {
  return label === undefined ? port : `${port}.${label}`
}
