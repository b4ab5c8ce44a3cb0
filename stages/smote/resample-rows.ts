import { type Labels, type Matrix, MillraceError } from 'millrace'
import {
  adasyn,
  borderlineSmote,
  type CleaningStrategy,
  editedNearestNeighbours,
  type OverSamplingStrategy,
  type Resampled,
  randomOverSampler,
  randomUnderSampler,
  smote,
  smoteEnn,
  smoten,
  smotenc,
  smoteTomek,
  tomekLinks,
  type UnderSamplingStrategy,
} from 'millrace/ml'
import type { SmoteParams } from './params.ts'
import { searchMatrix } from './search-matrix.ts'

/** Methods whose new rows lie between others in every feature. */
const mixing = ['borderlineSmote', 'adasyn', 'smoteEnn', 'smoteTomek']

/** Resamples by the method that the parameters name. Each reads what concerns it. */
export async function resampleRows(
  features: Matrix,
  labels: Labels,
  params: SmoteParams,
  nominal: readonly string[],
  seed: number,
): Promise<Resampled> {
  const { method, kNeighbors, mNeighbors, kind, nNeighbors, kindSel } = params
  if (mixing.includes(method) && nominal.length > 0) {
    throw new MillraceError('E_PARAMS', `${method} mixes all features, ${nominal.join(', ')} too.`, {
      hint: 'Use method smote, which copies nominal features; or leave them out of features; or mix them by nominal: [].',
    })
  }
  if (method === 'smoten' && nominal.length < features.columns) {
    const other = features.names.find((name) => !nominal.includes(name))
    throw new MillraceError('E_PARAMS', `smoten takes nominal features only; "${other}" is none.`, {
      hint: 'Name all features in nominal, or use method smote.',
    })
  }
  // The parameters' own check has seen that the strategy belongs to the method.
  const over = { seed, samplingStrategy: params.samplingStrategy as OverSamplingStrategy }
  const clean = params.samplingStrategy as CleaningStrategy
  switch (method) {
    case 'randomOverSampler':
      return randomOverSampler(features, labels, over)
    case 'randomUnderSampler':
      return randomUnderSampler(features, labels, {
        seed,
        samplingStrategy: params.samplingStrategy as UnderSamplingStrategy,
      })
  }
  const search = searchMatrix(features, nominal)
  const options = { ...over, kNeighbors, search }
  switch (method) {
    case 'smote':
      return nominal.length === 0
        ? smote(features, labels, options)
        : smotenc(features, labels, { ...options, nominal })
    case 'smoten':
      return smoten(features, labels, options)
    case 'borderlineSmote':
      return borderlineSmote(features, labels, { ...options, mNeighbors, kind })
    case 'adasyn':
      return adasyn(features, labels, { ...over, nNeighbors: kNeighbors, search })
    case 'smoteEnn':
      return smoteEnn(features, labels, { ...options, enn: { nNeighbors, kindSel } })
    case 'smoteTomek':
      return smoteTomek(features, labels, options)
    case 'tomekLinks':
      return tomekLinks(features, labels, { samplingStrategy: clean, search })
    case 'editedNearestNeighbours':
      return editedNearestNeighbours(features, labels, { samplingStrategy: clean, nNeighbors, kindSel, search })
  }
}
