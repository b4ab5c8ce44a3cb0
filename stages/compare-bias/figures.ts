import { accuracyDisparity, type ChartFigure, type TableFigure } from 'millrace/report'
import type { BiasComparison } from '../compare-bias.ts'

/** Accuracy against the distance of groups, a panel for each facet and kind of distance. */
export function comparisonChart({ models, level, n }: BiasComparison): ChartFigure {
  const points = models.flatMap(({ title: model, accuracy, facets }) =>
    facets.flatMap(({ name, demographicParity, equalizedOdds }) =>
      [
        [`${name}: selection rates`, demographicParity] as const,
        [`${name}: equalized odds`, equalizedOdds] as const,
      ].map(([disparity, { difference: gap, differenceInterval }]) => ({
        model,
        disparity,
        gap,
        gapLower: differenceInterval?.[0] ?? null,
        gapUpper: differenceInterval?.[1] ?? null,
        accuracy: accuracy.value,
        accuracyLower: accuracy.interval[0],
        accuracyUpper: accuracy.interval[1],
      })),
    ),
  )
  return accuracyDisparity({ points, level, n })
}

/** A row a model: how good it is, and how far apart it treats groups; the smallest distance of each column stands out. */
export function comparisonTable({ models, level, n, outcome }: BiasComparison): TableFigure {
  const facets = models[0]?.facets.map(({ name }) => name) ?? []
  const least = facets.flatMap((_, f) =>
    (['demographicParity', 'equalizedOdds'] as const).map((kind) =>
      Math.min(...models.map((model) => model.facets[f]?.[kind].difference ?? Number.POSITIVE_INFINITY)),
    ),
  )
  const percent = Number((100 * level).toFixed(1))
  return {
    type: 'table',
    title: `What ${models.length} models buy and cost, on the same ${n.toLocaleString('en')} rows`,
    subtitle: `The outcome is “${outcome}”; distances are between the farthest groups, 0 being alike; ${percent} % intervals of accuracy in brackets`,
    description: models
      .map(
        ({ title, accuracy, auc }) =>
          `${title}: accuracy ${(100 * accuracy.value).toFixed(1)} %${auc === null ? '' : `, AUC ${auc.toFixed(3)}`}.`,
      )
      .join(' '),
    columns: [
      { label: 'model' },
      { label: 'accuracy', unit: '%', align: 'right' },
      {
        label: 'AUC',
        align: 'right',
        meaning: 'The probability that a positive row scores higher than a negative one.',
      },
      { label: 'log loss', unit: 'nats', align: 'right', meaning: 'Average surprise; 0 is perfect.' },
      ...facets.flatMap((name) => [
        { label: `${name}: selection`, align: 'right' as const, meaning: 'Demographic parity difference.' },
        { label: `${name}: odds`, align: 'right' as const, meaning: 'Equalized odds difference.' },
        {
          label: `${name}: ratio`,
          align: 'right' as const,
          digits: 2,
          meaning: 'Lowest over highest selection rate; below 0.8 is a common warning line.',
        },
      ]),
    ],
    rows: models.map(({ title, accuracy, auc, logLoss, facets: own }) => [
      title,
      `${(100 * accuracy.value).toFixed(1)} (${accuracy.interval.map((end) => (100 * end).toFixed(1)).join(' to ')})`,
      auc,
      logLoss,
      ...own.flatMap(({ demographicParity, equalizedOdds }, f) => [
        { value: demographicParity.difference, emphasis: demographicParity.difference === least[2 * f] },
        { value: equalizedOdds.difference, emphasis: equalizedOdds.difference === least[2 * f + 1] },
        demographicParity.ratio,
      ]),
    ]),
  }
}
