import type { TableFigure, TableFigureCell } from 'millrace/report'
import type { EvaluateParams } from './params.ts'
import type { Score } from './score.ts'

/** Models first, then the baselines that they must beat, one column each. */
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
      { label: 'metric' },
      ...scores.map(({ title, role }) => ({
        label: title,
        align: 'right' as const,
        ...(role === 'baseline' ? { unit: role } : {}),
      })),
    ],
    rows: [
      line('n', 'Rows judged: those that the forecast has probabilities for.', (score) => score.n),
      line(
        'log loss, nats',
        `Average surprise, natural logarithm; 0 is perfect, ${uncertain.toFixed(2)} is guessing.`,
        (score) => ({ value: score.logLoss.value, emphasis: score === lowest }),
      ),
      line('its interval', `Bootstrap interval of the log loss, level ${level} %.`, ({ logLoss }) =>
        logLoss.interval.map((end) => end.toFixed(3)).join(' to '),
      ),
      line(
        'Brier',
        'Squared error of the probabilities summed over the classes: 0 is perfect, 2 is the worst.',
        (score) => score.brierSumOverClasses,
      ),
      ...(scores.some(({ brierOfPositive }) => brierOfPositive !== null)
        ? [
            line(
              `Brier of ${scores[0]?.brierOfPositive?.class}`,
              'Squared error of one probability, half of the sum over both classes: 0 is perfect, 1 is the worst.',
              (score) => score.brierOfPositive?.value ?? null,
            ),
          ]
        : []),
      line(
        'RPS',
        'Ranked probability score: as Brier, but a near class costs less than a far one; 0 is perfect.',
        (score) => score.rps,
      ),
      line(
        'AUC',
        'Area under the ROC curve, each class against the rest, mean over classes; 0.5 is guessing.',
        (score) => score.rocAuc.macro,
      ),
      ...(classes.length > 2
        ? [
            line(
              'AUC of pairs',
              'The same for each pair of classes on their rows alone: it does not depend on how common they are.',
              (score) => score.rocAuc.oneVsOne?.macro ?? null,
            ),
          ]
        : []),
      line(
        'average precision',
        'Mean precision over what is found, each class against the rest; guessing gives the share of the class.',
        (score) => score.averagePrecision.macro,
      ),
      line(
        'ECE',
        `Expected calibration error in ${params.bins} bins: mean gap between confidence and accuracy.`,
        (score) => score.expectedCalibrationError.value,
      ),
      line('accuracy', 'Share of rows whose most probable class is the true one.', (score) => score.accuracy),
      ...(scores.some(({ topK }) => topK !== null)
        ? [
            line(
              `top-${params.topK} accuracy`,
              `Share of rows whose true class is among the ${params.topK} most probable ones.`,
              (score) => score.topK?.value ?? null,
            ),
          ]
        : []),
      line(
        'balanced accuracy',
        'Mean share recognised over classes, each counting alike; guessing gives one by their number.',
        (score) => score.balancedAccuracy,
      ),
      line(
        'Matthews',
        'Correlation of actual and predicted classes: 0 is guessing, 1 is perfect.',
        (score) => score.matthewsCorrelation,
      ),
      line(
        'kappa',
        'Agreement beyond what the shares of classes alone would give: 0 is chance, 1 is perfect.',
        (score) => score.cohenKappa,
      ),
      line(
        'macro precision',
        'Mean over classes: of the rows predicted as it, the share that is it.',
        ({ macro }) => macro.precision,
      ),
      line(
        'macro recall',
        'Mean over classes: of the rows of the class, the share recognised.',
        ({ macro }) => macro.recall,
      ),
      line('macro F1', 'Mean over classes of the harmonic mean of precision and recall.', ({ macro }) => macro.f1),
      line(
        `macro F${params.beta}`,
        `The same with recall counting ${params.beta} times as much as precision.`,
        ({ fBeta }) => fBeta.macro,
      ),
      ...classes.map((name, k) =>
        line(
          `recall of ${name}`,
          `Of the rows that are "${name}", the share recognised; greyed below ten rows.`,
          (score) => {
            const { recall, rows } = score.perClass[k]!
            return { value: rows === 0 ? null : recall, muted: rows < 10 }
          },
        ),
      ),
      line('zeros', 'Probabilities of exactly 0, of any class.', ({ logLoss }) => logLoss.exactZeros),
      line(
        'clipped',
        `Rows whose true class had a probability below ${params.clip}, the clip of the log loss.`,
        ({ logLoss }) => logLoss.clippedRows,
      ),
    ],
  }

  /** One metric over all forecasts. */
  function line(name: string, meaning: string, cell: (score: Score) => TableFigureCell): TableFigureCell[] {
    return [{ value: name, meaning }, ...scores.map(cell)]
  }
}
