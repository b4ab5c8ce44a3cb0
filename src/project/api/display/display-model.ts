import { modelView } from '../../../report/card/model-view.ts'
import { notebookBlock } from '../../../report/notebook/notebook-block.ts'
import type { MimeBundle } from '../mime-bundle.ts'
import type { ModelCardFacts } from '../model-card-facts.ts'
import { staleReasons, staleText } from './stale-text.ts'

/** A model as a card: what it is, what it learned from, what it reads. */
export function displayModel(name: string, card: ModelCardFacts): MimeBundle {
  const { learner, target, classes, featureNames, trainingRows } = card
  const predicts = classes.length === 0 ? target : `${target} (${classes.join(', ')})`
  const lines = [
    `${name}: ${learner}`,
    `predicts       ${predicts}`,
    `training rows  ${trainingRows}`,
    `features       ${featureNames.length}: ${featureNames.slice(0, 8).join(', ')}${featureNames.length > 8 ? ', …' : ''}`,
  ]
  return {
    'text/plain': `${staleText(card)}${lines.join('\n')}`,
    'text/html': notebookBlock(modelView(card), staleReasons(card)),
  }
}
