import { didYouMean, MillraceError } from 'millrace'
import type { PreprocessParams } from './params.ts'

/**
 * Names before SQL: each column that is used exists, none is made twice, and no feature is a value of the row itself
 * that `rolling` or `lags` treat as a result, for a result is not known when the row is to be predicted.
 * @throws E_TABLE_COLUMN, E_PARAMS
 */
export function checkColumns(params: PreprocessParams, given: readonly string[]): void {
  const { rolling, lags, since, counterpart, derive, encode } = params
  const known = new Set(given)
  const needs = (name: string, where: string) => {
    if (known.has(name)) return
    throw new MillraceError('E_TABLE_COLUMN', `There is no column "${name}", which ${where} asks for.`, {
      hint: didYouMean(name, known),
    })
  }
  const makes = (name: string, where: string) => {
    if (known.has(name) || name.startsWith('__')) {
      throw new MillraceError('E_PARAMS', `${where} makes a column "${name}", but that name is taken.`, {
        hint: 'Choose another name.',
      })
    }
    known.add(name)
  }
  if (params.entity !== undefined) needs(params.entity, 'entity')
  needs(params.time, 'time')
  if (params.event !== undefined) needs(params.event, 'event')
  for (const [name, { column, by }] of Object.entries(rolling)) {
    for (const used of [column, ...by]) needs(used, `rolling.${name}`)
  }
  for (const [name, { column, by }] of Object.entries(lags)) {
    for (const used of [column, ...by]) needs(used, `lags.${name}`)
  }
  for (const [name, { by }] of Object.entries(since)) for (const used of by) needs(used, `since.${name}`)
  for (const name of Object.keys(rolling)) makes(name, 'rolling')
  for (const name of Object.keys(lags)) makes(name, 'lags')
  for (const name of Object.keys(since)) makes(name, 'since')
  for (const name of counterpart?.columns ?? []) needs(name, 'counterpart')
  for (const name of counterpart?.columns ?? []) makes(`${counterpart?.prefix}${name}`, 'counterpart')
  for (const name of Object.keys(derive)) makes(name, 'derive')
  for (const [name, { as, categories }] of Object.entries(encode)) {
    needs(name, 'encode')
    if (as === 'oneHot') for (const category of categories) makes(`${name}_${category}`, 'encode')
    if (as === 'flag' && categories.length !== 2) {
      throw new MillraceError('E_PARAMS', `The flag "${name}" has ${categories.length} categories.`, {
        hint: 'A flag has two: what is false, what is true. Use ordinal or oneHot for more.',
      })
    }
  }
  for (const name of params.keep) needs(name, 'keep')
  needs(params.target, 'target')
  const lookedAt = [...Object.values(rolling), ...Object.values(lags)].map(({ column }) => column)
  const results = new Set([...lookedAt, params.target])
  for (const name of counterpart?.columns ?? []) if (results.has(name)) results.add(`${counterpart?.prefix}${name}`)
  const seen = new Set<string>()
  for (const { name } of params.features) {
    needs(name, 'features')
    if (seen.has(name)) throw new MillraceError('E_PARAMS', `The feature "${name}" is listed twice.`)
    seen.add(name)
    if (results.has(name)) {
      throw new MillraceError('E_PARAMS', `The feature "${name}" is a result of the row itself.`, {
        hint: `\`rolling\` or \`lags\` look back on it, or it is the target, so it is not known beforehand. If it is, derive it under another name.`,
      })
    }
  }
}
