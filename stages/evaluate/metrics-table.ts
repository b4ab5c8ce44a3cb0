import type { TableFigure, TableFigureCell, TableFigureColumn } from 'millrace/report'
import type { EvaluateParams } from './params.ts'
import type { Score } from './score.ts'

/** All models and baselines beside one another; recalls of classes with fewer than ten rows are greyed. */
export function metricsTable(scores: readonly Score[], params: EvaluateParams): TableFigure {
  const classes = scores[0]?.perClass.map(({ class: name }) => name) ?? []
  const level = Number((100 * params.bootstrap.level).toFixed(1))
  const lowest = [...scores].sort((a, b) => a.logLoss.value - b.logLoss.value)[0]
  const uncertain = classes.length === 0 ? 0 : Math.log(classes.length)
  return {
    type: 'table',
    title: `The lowest log loss is that of ${lowest?.title}: ${lowest?.logLoss.value.toFixed(3)}`,
    subtitle: `n = ${Math.max(...scores.map(({ n }) => n))} test ${params.rowNoun}; ${level} % bootstrap intervals`,
    description: scores.map(({ title, logLoss }) => `${title}: log loss ${logLoss.value.toFixed(3)}`).join('; '),
    columns: [
      { label: 'forecast', meaning: 'Models first, then the baselines that they must beat.' },
      { label: 'role' },
      right('n', 'Rows judged: those that it has probabilities for.', 0),
      right(
        'log loss',
        `Average surprise, natural logarithm; 0 is perfect, ${uncertain.toFixed(2)} is guessing.`,
        3,
        'nats',
      ),
      { label: 'interval', align: 'right', meaning: `Bootstrap interval of the log loss, level ${level} %.` },
      right('Brier', 'Squared error of the probabilities summed over the classes: 0 is perfect, 2 is the worst.'),
      right('RPS', 'Ranked probability score: as Brier, but a near class costs less than a far one; 0 is perfect.'),
      right('accuracy', 'Share of rows whose most probable class is the true one.'),
      right('macro precision', 'Mean over classes: of the rows predicted as it, the share that is it.'),
      right('macro recall', 'Mean over classes: of the rows of the class, the share recognised.'),
      right('macro F1', 'Mean over classes of the harmonic mean of precision and recall.'),
      ...classes.map((name) => right(`recall of ${name}`, `Of the rows that are "${name}", the share recognised.`)),
      right('AUC', 'Area under the ROC curve, each class against the rest, mean over classes; 0.5 is guessing.'),
      right('ECE', `Expected calibration error in ${params.bins} bins: gap between confidence and accuracy.`),
      right('zeros', 'Probabilities of exactly 0, of any class.', 0),
      right('clipped', 'Rows whose true class had a probability below the clip of the log loss.', 0),
    ],
    rows: scores.map(row),
  }
}

function right(label: string, meaning: string, digits = 3, unit?: string): TableFigureColumn {
  return { label, meaning, digits, align: 'right', ...(unit === undefined ? {} : { unit }) }
}

function row(score: Score): TableFigureCell[] {
  const { logLoss, macro } = score
  const [lower, upper] = logLoss.interval
  return [
    score.title,
    score.role,
    score.n,
    logLoss.value,
    `${lower.toFixed(3)} to ${upper.toFixed(3)}`,
    score.brierSumOverClasses,
    score.rps,
    score.accuracy,
    macro.precision,
    macro.recall,
    macro.f1,
    ...score.perClass.map(({ recall, rows }) => ({ value: rows === 0 ? null : recall, muted: rows < 10 })),
    score.rocAuc.macro,
    score.expectedCalibrationError.value,
    logLoss.exactZeros,
    logLoss.clippedRows,
  ]
}
