import type { ChartFigure } from '../figure.ts'
import { capitalize } from '../text/capitalize.ts'
import { fixed } from '../text/fixed.ts'
import { percent } from '../text/percent.ts'
import { thousands } from '../text/thousands.ts'
import { chartFigure } from './chart-figure.ts'
import { thin } from './thin.ts'

/** What calling every row from a threshold on gives. */
export interface ThresholdStep {
  readonly threshold: number
  readonly precision: number
  readonly recall: number
  readonly specificity: number
  readonly f1: number
}

export interface ThresholdSweepData {
  readonly model: string
  /** For each class the thresholds that its probabilities have, in any order. */
  readonly classes: readonly { readonly name: string; readonly steps: readonly ThresholdStep[] }[]
  /** Rows judged. */
  readonly n: number
}

const MEASURES = ['precision', 'recall', 'specificity', 'f1'] as const
const MAX_POINTS = 160

/** Precision, recall, specificity and F1 by the threshold from which on a row is called, a panel a class; F1 is highest at the rule. */
export function thresholdSweep({ model, classes, n }: ThresholdSweepData): ChartFigure {
  const panelOf = (name: string) => `calling ${name}`
  const labelOf = (measure: string) => (measure === 'f1' ? 'F1' : measure)
  const best = classes.flatMap(({ name, steps }) => {
    const [highest] = [...steps].sort((a, b) => b.f1 - a.f1 || a.threshold - b.threshold)
    return highest === undefined ? [] : [{ name, ...highest }]
  })
  const values = classes.flatMap(({ name, steps }) =>
    thin(
      [...steps].sort((a, b) => a.threshold - b.threshold),
      MAX_POINTS,
    ).flatMap((step) =>
      MEASURES.map((measure) => ({
        panel: panelOf(name),
        class: name,
        measure: labelOf(measure),
        threshold: round(step.threshold),
        share: round(step[measure]),
      })),
    ),
  )
  const rules = best.map(({ name, threshold, f1 }) => ({
    panel: panelOf(name),
    class: name,
    best: round(threshold),
    f1: round(f1),
  }))
  const view = {
    layer: [
      {
        transform: [{ filter: 'isValid(datum.best)' }],
        mark: { type: 'rule', style: 'reference' },
        encoding: {
          x: { field: 'best', type: 'quantitative' },
          tooltip: [
            { field: 'class', title: 'class' },
            { field: 'best', title: 'threshold', format: '.3f' },
            { field: 'f1', title: 'highest F1', format: '.1%' },
          ],
        },
      },
      {
        transform: [{ filter: 'isValid(datum.threshold)' }],
        mark: { type: 'line', style: 'curve', interpolate: 'step-before' },
        encoding: {
          x: {
            field: 'threshold',
            type: 'quantitative',
            title: 'threshold of the probability',
            scale: { domain: [0, 1] },
            axis: { values: [0, 0.25, 0.5, 0.75, 1], format: '.0%' },
          },
          y: {
            field: 'share',
            type: 'quantitative',
            title: null,
            scale: { domain: [0, 1] },
            axis: { values: [0, 0.25, 0.5, 0.75, 1], format: '.0%' },
          },
          color: { field: 'measure', type: 'nominal', title: null, scale: { domain: MEASURES.map(labelOf) } },
          tooltip: [
            { field: 'class', title: 'class' },
            { field: 'measure', title: 'measure' },
            { field: 'threshold', format: '.3f' },
            { field: 'share', title: 'value', format: '.1%' },
          ],
        },
      },
    ],
  }
  const [first] = [...best].sort((a, b) => b.f1 - a.f1)
  return chartFigure({
    title:
      first === undefined
        ? 'Measures by threshold'
        : `F1 of ${first.name} is highest, ${percent(first.f1)}, when it is called from a probability of ${percent(first.threshold)} on`,
    subtitle: `${capitalize(model)}: precision, recall, specificity and F1 by threshold; dashed: the highest F1, chosen on these rows and so a little flattered; n\u00a0=\u00a0${thousands(n)}`,
    description: best
      .map(
        ({ name, threshold, f1, precision, recall }) =>
          `${capitalize(name)}: highest F1 ${fixed(f1, 2)} at a threshold of ${fixed(threshold, 2)}, with precision ${fixed(precision, 2)} and recall ${fixed(recall, 2)}.`,
      )
      .join(' '),
    size: { min: 240, max: classes.length > 1 ? 340 : 520, aspect: 0.8, panels: Math.max(1, classes.length) },
    spec: {
      data: { values: [...rules, ...values] },
      ...(classes.length > 1
        ? {
            facet: { field: 'panel', type: 'nominal', sort: classes.map(({ name }) => panelOf(name)), title: null },
            spec: view,
          }
        : view),
    },
  })
}

function round(value: number): number {
  return Number(value.toFixed(4))
}
