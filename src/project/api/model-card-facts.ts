import type { ModelView } from '../../report/report-model.ts'
import type { Freshness } from './freshness.ts'

/** What a model is, learned from and reads; see `PipelineModel.card`. */
export type ModelCardFacts = ModelView & Pick<Freshness, 'stale' | 'reasons'> & { readonly freshness: Freshness }
