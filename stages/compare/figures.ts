import type { Figure } from 'millrace'
import { groupedDifferences, type TableFigureCell } from 'millrace/report'
import type { ComparedGroup } from '../compare.ts'
import type { Estimate } from './area-interval.ts'
import { wordOf } from './assign-groups.ts'
import type { CompareGroup, CompareParams } from './params.ts'

/** Each forecast minus the baseline of its group in log loss, the values of one axis side by side. */
export function differencesFigure(groups: readonly ComparedGroup[], params: CompareParams): Figure {
  const panelAxis = params.axes.find(({ name }) => name === params.panel) ?? params.axes[0]!
  const rowAxes = params.axes.filter((axis) => axis !== panelAxis)
  const panels = groups.flatMap((group) => {
    const { baselines } = groupNamed(params, group.name)
    const against = baselines[0]!.label
    const lossOf = (label: string) => group.scores.find((score) => score.label === label)?.logLoss.value ?? Number.NaN
    const used = panelAxis.values.filter(({ name: value }) =>
      group.scores.some(({ values }) => values[panelAxis.name] === value),
    )
    // Other baselines stand in the panels too, so that the eye compares with them.
    const others = group.baselineDifferences.map(({ label, difference }) => ({
      name: baselines.find((each) => each.label === label)!.title,
      role: 'baseline' as const,
      loss: lossOf(label),
      ...difference,
    }))
    return used.map(({ name: value, title: word }) => {
      const models = group.scores
        .filter(({ role, values }) => role === 'model' && values[panelAxis.name] === value)
        .map(({ label, values }) => {
          const words = rowAxes.map((axis) => wordOf(axis, values[axis.name] as string))
          const found = group.differences.find(({ model, baseline }) => model === label && baseline === against)!
          const { value: mean, lower, upper } = found.logLoss
          const name = words.filter((word) => word !== '').join(', ')
          return { name, role: 'model' as const, loss: lossOf(label), value: mean, lower, upper }
        })
      return {
        title: [group.title, word].filter((part) => part !== '').join(' · '),
        n: group.n,
        rows: [...others, ...models],
      }
    })
  })
  const against = [...new Set(groups.map(({ name }) => groupNamed(params, name).baselines[0]!.title))]
  return groupedDifferences({
    metric: 'log loss',
    unit: 'nats',
    against: against.join(' or '),
    level: params.bootstrap.level,
    rowNoun: params.rowNoun,
    panels,
  })
}

/** All scores with their intervals: the baselines of a group first, then its models. */
export function scoresTable(groups: readonly ComparedGroup[], params: CompareParams): Figure {
  const level = `${Number((100 * params.bootstrap.level).toFixed(1))} %`
  const interval = ({ value, lower, upper }: Estimate, signed = false) => {
    const text = (number: number) => `${signed && number > 0 ? '+' : ''}${number.toFixed(3).replace('-', '−')}`
    return `${text(value)} (${text(lower)} to ${text(upper)})`
  }
  const rows = groups.flatMap((group) => {
    const against = groupNamed(params, group.name).baselines[0]!.label
    const least = Math.min(...group.scores.map(({ logLoss }) => logLoss.value))
    return group.scores.map((score): TableFigureCell[] => {
      const found =
        group.differences.find(({ model, baseline }) => model === score.label && baseline === against)?.logLoss ??
        group.baselineDifferences.find(({ label }) => label === score.label)?.difference
      const words = params.axes.map((axis, i) =>
        score.role === 'baseline' ? (i === 0 ? score.title : '') : wordOf(axis, score.values[axis.name] as string),
      )
      return [
        group.title,
        ...words.map((word) => (word === '' ? '–' : word)),
        score.n,
        { value: interval(score.logLoss), emphasis: score.logLoss.value === least },
        found === undefined ? '–' : { value: interval(found, true), muted: found.lower <= 0 && found.upper >= 0 },
        interval(score.brierSumOverClasses),
        interval(score.rps),
        score.rocAuc === null ? null : interval(score.rocAuc),
        interval(score.accuracy),
      ]
    })
  })
  const right = { align: 'right' as const }
  const counts = groups.map(({ title, n }) => `${title}: n = ${n.toLocaleString('en')}`).join('; ')
  const models = groups.reduce((sum, { scores }) => sum + scores.filter(({ role }) => role === 'model').length, 0)
  return {
    type: 'table',
    title: `${models} ways of learning and their baselines, judged on the same ${params.rowNoun}`,
    subtitle: `${level} bootstrap intervals in brackets; ${counts}`,
    description: groups
      .map(({ title: group, scores }) => {
        const lowest = [...scores].sort((a, b) => a.logLoss.value - b.logLoss.value)[0]
        return `${group}: the lowest log loss is that of ${lowest?.title}, ${lowest?.logLoss.value.toFixed(3)}.`
      })
      .join(' '),
    columns: [
      { label: 'judged on' },
      ...params.axes.map(({ name, title }) => ({ label: title ?? name })),
      { label: 'n', ...right, digits: 0, meaning: `Tested ${params.rowNoun}.` },
      {
        label: 'log loss',
        unit: 'nats',
        ...right,
        meaning: 'Average surprise, natural logarithm; 0 is perfect. Bold: the lowest of its group.',
      },
      {
        label: 'minus baseline',
        unit: 'nats',
        ...right,
        meaning:
          'Log loss minus that of the baseline of its group, row by row; grey where the interval includes no difference.',
      },
      {
        label: 'Brier',
        ...right,
        meaning: 'Squared error of the probabilities summed over the classes: 0 is perfect, 2 the worst.',
      },
      {
        label: 'RPS',
        ...right,
        meaning: 'Ranked probability score: a near class costs less than a far one; 0 is perfect.',
      },
      {
        label: 'AUC',
        ...right,
        meaning: 'Area under the ROC curve, each class against the rest, mean over classes; 0.5 is guessing.',
      },
      { label: 'accuracy', ...right, meaning: 'Share of rows whose most probable class is the true one.' },
    ],
    rows,
  }
}

/** The group as the parameters describe it. */
export function groupNamed({ groups }: CompareParams, name: string): CompareGroup {
  return groups.find((group) => group.name === name)!
}
