import {
  defineStage,
  type FeatureList,
  type Findings,
  figure,
  json,
  MillraceError,
  model,
  optional,
  table,
} from 'millrace'
import { CalibratedClassifier, fitCalibration, reliability, requireClassifier } from 'millrace/ml'
import { calibrationBeforeAfter } from 'millrace/report'
import { checkCalibrationRows } from './calibrate/check-rows.ts'
import { type BeforeAndAfter, judgeCalibration } from './calibrate/judge-calibration.ts'
import { calibrateParams } from './calibrate/params.ts'
import { writeFindings } from './calibrate/write-findings.ts'

export interface CalibrationReport extends Omit<BeforeAndAfter, 'probabilities'> {
  readonly method: string
  readonly classes: readonly string[]
  /** Calibration rows. */
  readonly rows: number
  /** Digest of their content. */
  readonly digest: string
}

/**
 * Brings a model's probabilities to what happens: of the rows that it then gives 70 %, about 70 % turn out so. Resampling
 * and many learners spoil probabilities, and calibration mends them without a change of the model.
 *
 * `calibration` holds rows of a `hold-out` stage; wires of training, test or resampled rows are refused. `train` is the
 * table that the model was fitted on, which is checked: no row may be in both, by the columns of `key`, or by all columns.
 *
 * `method` is `sigmoid` (Platt: two parameters), `isotonic` (any rising curve), `beta` (three) or `temperature` (one). With
 * more than two classes each is calibrated against all others and rows are made to sum to 1 again; temperature is one
 * number for all classes.
 *
 * `model` is used like any other, by `evaluate`, `bias-report` or serving. `metrics`, `reliability` and `findings` set
 * before against after on the calibration rows, each row judged by a curve that was fitted without it (`cross-fitted`),
 * or, where a class has fewer than two rows, by the curve itself (`in-sample`). The last word is the test's: wire
 * both models to `evaluate`.
 */
export default defineStage({
  section: 'calibration',
  inputs: {
    model: model(),
    calibration: table({ tag: 'calibration' }),
    train: table({ tag: 'train' }),
    features: optional(json<FeatureList>()),
  },
  outputs: { model: model(), metrics: json<CalibrationReport>(), reliability: figure(), findings: json<Findings>() },
  params: calibrateParams,

  async run({ inputs, params, seed }) {
    const { model: bundle } = inputs
    const inner = requireClassifier(bundle.model)
    if (inner.learner === 'calibrated') {
      throw new MillraceError('E_PARAMS', 'The model is calibrated already.', {
        hint: 'Wire the model that `train` gives.',
      })
    }
    const rows = await inputs.calibration.materialize()
    const lookalikes = await checkCalibrationRows(rows, await inputs.train.materialize(), bundle, params.key)
    const { classes, categories } = inner
    const target = params.target ?? inputs.features?.target ?? bundle.target
    const { features, labels } = await rows.matrix({ features: inner.featureNames, categories, target, classes })
    const sampleWeight = params.weight === undefined ? undefined : await rows.values(params.weight)

    const before = inner.predictProbability(features)
    const calibration = fitCalibration(labels, before, { method: params.method, sampleWeight })
    const judged = judgeCalibration(labels, before, calibration, params, sampleWeight, seed)
    const { probabilities: after, ...report } = judged
    const { level } = params.bootstrap
    const bins = (probabilities: typeof before) =>
      reliability(labels, probabilities, { bins: params.bins, level, sampleWeight }).perClass
    const n = labels.codes.length
    return {
      model: {
        ...bundle,
        model: new CalibratedClassifier(inner, calibration),
        params: { ...bundle.params, calibration: params.method, calibrationRows: n },
      },
      metrics: { method: params.method, classes, rows: n, digest: await rows.digest(), ...report },
      reliability: calibrationBeforeAfter({
        method: params.method,
        judged: judged.judged,
        n,
        level,
        errors: [judged.before.expectedCalibrationError.value, judged.after.expectedCalibrationError.value],
        // Of two classes the one mirrors the other.
        classes: (classes.length === 2 ? classes.slice(1) : classes).map((name) => ({
          name,
          before: binsOf(bins(before), name),
          after: binsOf(bins(after), name),
        })),
      }),
      findings: writeFindings(judged, n, lookalikes, params),
    }
  },
})

function binsOf(perClass: ReturnType<typeof reliability>['perClass'], name: string) {
  const found = perClass.find((one) => one.class === name)?.bins ?? []
  return found
    .filter(({ count }) => count > 0)
    .map(({ meanPredicted, observed, interval: [lower, upper], count }) => ({
      predicted: meanPredicted,
      observed,
      lower,
      upper,
      n: count,
    }))
}
