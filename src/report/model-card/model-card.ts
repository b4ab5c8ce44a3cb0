import type { Figure } from '../figure.ts'

/**
 * A model card: what a person should know before using a model, in the nine parts of Mitchell et al., "Model Cards for
 * Model Reporting" (FAT* 2019). It is data; `modelCardMarkdown` and the report's writer make text and a page of it.
 */
export interface ModelCard {
  /** By this the report knows a JSON output for a card. */
  readonly type: 'model-card'
  /** What the model is called. */
  readonly name: string
  /** One or two sentences: what it tells, of what, from what. */
  readonly summary: string
  /** In the order of `cardSections`. */
  readonly sections: readonly CardSection[]
  /** What Hugging Face reads at the head of a card: license, tags, results. */
  readonly frontMatter: Readonly<Record<string, FrontMatter>>
}

export type FrontMatter = string | number | boolean | readonly FrontMatter[] | { readonly [key: string]: FrontMatter }

/** The parts of a card in the order of the paper, with the question that each answers. */
export const cardSections = {
  details: ['Model details', 'Who made it, what kind of model it is, and which version.'],
  intendedUse: ['Intended use', 'What it is for, who is meant to use it, and what it is not for.'],
  factors: ['Factors', 'Groups, instruments and circumstances for which it may behave differently.'],
  metrics: ['Metrics', 'How its worth is measured, and why so.'],
  evaluationData: ['Evaluation data', 'The rows that it is judged on.'],
  trainingData: ['Training data', 'The rows that it learned from.'],
  quantitativeAnalyses: ['Quantitative analyses', 'What came out, in all and by group, with intervals.'],
  ethicalConsiderations: ['Ethical considerations', 'Whom it could harm, and how.'],
  caveats: ['Caveats and recommendations', 'What is not known, and what to look at before relying on it.'],
} as const satisfies Record<string, readonly [title: string, question: string]>

export type CardSectionName = keyof typeof cardSections

export interface CardSection {
  readonly section: CardSectionName
  /** Paragraphs; may hold `code` in backticks. */
  readonly text: readonly string[]
  readonly facts: readonly { readonly name: string; readonly value: string }[]
  readonly figures: readonly Figure[]
}

/** Whether a JSON output is a card. */
export function isModelCard(value: unknown): value is ModelCard {
  return typeof value === 'object' && value !== null && (value as Partial<ModelCard>).type === 'model-card'
}

/** What a part says that nobody has written: an open gap is better than a silent one. */
export const notStated = 'Not stated by the authors of this card.'
