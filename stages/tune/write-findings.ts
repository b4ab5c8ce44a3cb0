import type { Findings } from 'millrace'
import type { Params } from 'millrace/ml'
import type { Best, TuneStudy } from './describe-search.ts'
import type { TuneParams } from './params.ts'

/** What the search found in sentences, and what a reader should beware of. */
export function writeFindings(study: TuneStudy, best: Best, params: TuneParams, rows: number): Findings {
  const [objective] = study.objectives
  const { name, title } = objective!
  const score = (value: number) => value.toPrecision(4)
  const failed = study.trials.filter((trial) => trial.failed !== undefined)
  const winner = study.trials.find(
    (one) => one.strategy === best.strategy && one.trial === best.trial && one.budget === best.budget,
  )
  const folds = winner?.folds?.[name] ?? []
  const edges = edgeParams(best.chosen, params)
  const strategies = Object.entries(study.bought)
  return {
    headline: `Of ${study.trials.length} trials the best has a ${title} of ${score(best.scores[name]!)}, the mean of ${folds.length} folds of ${rows} training rows.`,
    statements: [
      `The best is trial ${best.trial + 1} of ${best.strategy}: ${Object.entries(best.chosen)
        .map(([key, value]) => `${key} ${typeof value === 'number' ? Number(value.toPrecision(4)) : value}`)
        .join(', ')}.`,
      ...(folds.length > 1
        ? [`Its folds lie between ${score(Math.min(...folds))} and ${score(Math.max(...folds))}.`]
        : []),
      ...(strategies.length > 1
        ? [
            strategies
              .map(([strategy, count]) => `${strategy} ran ${count} trials`)
              .join('; ')
              .concat('.'),
          ]
        : []),
      ...(params.seconds === undefined
        ? []
        : [`${params.seconds} seconds bought ${strategies.map(([, count]) => count).join(' + ')} trials.`]),
      ...(study.front.length > 0 ? [`${study.front.length} trials are beaten by no other in every objective.`] : []),
      'The best of many trials is partly luck: its score is too good by as much as chance moves trials, so judge the model on other rows.',
    ],
    warnings: [
      ...(failed.length === 0
        ? []
        : [`${failed.length} of ${study.trials.length} trials failed; the first: ${failed[0]!.failed}`]),
      ...edges.map((edge) => `The best ${edge} lies at the end of its range: a wider range may hold a better one.`),
    ],
  }
}

/** Numbers that lie within a hundredth of an end that could be moved. */
function edgeParams(chosen: Params, { space }: TuneParams): string[] {
  return Object.entries(chosen).flatMap(([name, value]) => {
    const dimension = space[name]
    if (dimension === undefined || dimension.type === 'categorical' || typeof value !== 'number') return []
    const { low, high } = dimension
    if (high - low < 2 && dimension.type === 'integer') return []
    const at = dimension.type === 'log' ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low)
    return at < 0.01 || at > 0.99 ? [name] : []
  })
}
