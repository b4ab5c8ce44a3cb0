import { MillraceError } from '../../base/errors/millrace-error.ts'
import type { Matrix } from '../../base/matrix.ts'
import type { ModelBundle } from '../../kinds/model-bundle.ts'
import { modelKind } from '../../kinds/model-kind.ts'
import type { ExplainOptions, Explanation } from '../../ml/index.ts'
import type { ModelView } from '../../report/report-model.ts'
import { type Session, Table, type TableValues } from '../../table/index.ts'
import type { Freshness } from './freshness.ts'
import type { OutputNow } from './look-at-output.ts'
import { displaySymbol, type MimeBundle } from './mime-bundle.ts'
import type { ModelCardFacts } from './model-card-facts.ts'
import { PipelineTable } from './pipeline-table.ts'
import { type ReadList, readList } from './read-list.ts'

/** Rows to predict for: records, arrays by column, a stage's table, or a table of a pipeline. Further columns are ignored. */
// biome-ignore lint/suspicious/noExplicitAny: rows of any shape, as long as the features are among them
export type ModelRows = TableValues | Table | PipelineTable<any>

/** What the contributions of features are, and how the model's stage stood; see `explainModel` of `millrace/ml`. */
export type ModelExplanation = Explanation & { readonly freshness: Freshness }

/**
 * A model that a stage gave. Each question looks first whether files have changed since; the model is read once for each
 * content. Features are found by name, so that rows may hold more columns in any order.
 */
export class PipelineModel {
  /** `stage.output`. */
  readonly name: string
  readonly #look: () => Promise<OutputNow>
  readonly #session: Session
  #known: { readonly file: string; readonly bundle: Promise<ModelBundle> } | undefined

  /** Models come from `pipeline.model(…)`. */
  constructor(name: string, look: () => Promise<OutputNow>, session: Session) {
    this.name = name
    this.#look = look
    this.#session = session
  }

  /**
   * How the stage of this model stands now.
   * @throws E_NEVER_RUN where it has no result, E_UNKNOWN_OUTPUT, E_KIND_MISMATCH
   * @example
   * console.log((await pipeline.model('train.model').freshness()).state)
   */
  async freshness(): Promise<Freshness> {
    return (await this.#look()).freshness
  }

  /**
   * Learner, target, classes, features, training rows and parameters.
   * @throws as `freshness`; E_ML_MODEL_FILE for a file that cannot be read
   * @example
   * const { learner, target, featureNames } = await pipeline.model('train.model').card()
   */
  async card(): Promise<ModelCardFacts> {
    const { path, freshness } = await this.#look()
    const { stale, reasons } = freshness
    return { ...((await modelKind.preview(path)) as ModelView), freshness, stale, reasons }
  }

  /**
   * The model itself with target, training rows and parameters, for everything that `millrace/ml` does.
   * @throws as `card`
   * @example
   * const { model } = await pipeline.model('train.model').bundle()
   * console.log(model.task)
   */
  async bundle(): Promise<ModelBundle> {
    return (await this.#read()).bundle
  }

  /**
   * One prediction a row: the most probable class, or a number in the unit of the target.
   * @throws E_TABLE_COLUMN naming a feature that the rows do not have, E_TABLE_TYPE, E_ML_EMPTY; as `card`
   * @example
   * const classes = await pipeline.model('train.model').predict([{ value: 1.5 }])
   * console.log(classes[0])
   */
  async predict(rows: ModelRows): Promise<ReadList<string | number>> {
    const { bundle, now } = await this.#read()
    const features = await this.#matrix(bundle, rows)
    const { model } = bundle
    if (model.task === 'regression') return this.#list([...model.predict(features)], now)
    const { codes, classes } = model.predict(features)
    return this.#list(
      Array.from(codes, (code) => classes[code]!),
      now,
    )
  }

  /**
   * The probability of each class, 0 … 1, one record a row; each sums to 1 up to rounding.
   * @throws E_ML_TASK for a model of numbers; as `predict`
   * @example
   * const [first] = await pipeline.model('train.model').predictProbability([{ value: 1.5 }])
   * console.log(first)
   */
  async predictProbability(rows: ModelRows): Promise<ReadList<Readonly<Record<string, number>>>> {
    const { bundle, now } = await this.#read()
    const { model } = bundle
    if (model.task !== 'classification') {
      throw new MillraceError('E_ML_TASK', `"${this.name}" predicts a number: it has no probabilities`, {
        hint: 'Use predict().',
      })
    }
    const features = await this.#matrix(bundle, rows)
    const { data, classes } = model.predictProbability(features)
    return this.#list(
      Array.from({ length: features.rows }, (_, i) =>
        Object.fromEntries(classes.map((name, k) => [name, data[i * classes.length + k]!])),
      ),
      now,
    )
  }

  /**
   * What each feature adds to what the model says of each row: Shapley values, in the unit that the result names.
   * @param options.background rows that stand for what is usual, 100 to 1000: needed by all models but trees
   * @throws E_ML_PARAMETER where a background is needed; as `predict`
   * @example
   * const { featureNames, contributions } = await pipeline.model('train.model').explain([{ value: 1.5 }], {
   *   background: pipeline.table('rows.table'),
   * })
   * console.log(featureNames, contributions)
   */
  async explain(
    rows: ModelRows,
    options: Omit<ExplainOptions, 'background'> & { readonly background?: ModelRows } = {},
  ): Promise<ModelExplanation> {
    const { bundle, now } = await this.#read()
    const { explainModel } = await import('../../ml/explain/explain-model.ts')
    const { background, ...others } = options
    const given = background === undefined ? {} : { background: await this.#matrix(bundle, background) }
    const explained = explainModel(bundle.model, await this.#matrix(bundle, rows), { ...others, ...given })
    return { ...explained, freshness: now.freshness }
  }

  /** Jupyter's rich display: a card of the model; "stale" and why. */
  async [displaySymbol](): Promise<MimeBundle> {
    const { displayModel } = await import('./display/display-model.ts')
    return displayModel(this.name, await this.card())
  }

  async #read(): Promise<{ bundle: ModelBundle; now: OutputNow }> {
    const now = await this.#look()
    const { file, content } = now.record
    if (this.#known?.file !== file) this.#known = { file, bundle: modelKind.load({ path: now.path, content }) }
    return { bundle: await this.#known.bundle, now }
  }

  async #matrix({ model }: ModelBundle, given: ModelRows): Promise<Matrix> {
    const table =
      given instanceof PipelineTable
        ? await given.toTable()
        : 'columns' in given && typeof given.columns === 'function'
          ? (given as Table)
          : Table.from(given as TableValues, {}, this.#session)
    const { featureNames, categories } = model
    if (featureNames.length === 0) return { rows: await table.count(), columns: 0, names: [], data: new Float64Array() }
    return (await table.matrix({ features: featureNames, ...(categories === undefined ? {} : { categories }) }))
      .features
  }

  #list<Item>(items: readonly Item[], { freshness, record }: OutputNow): ReadList<Item> {
    return readList(items, {
      freshness,
      lookAgain: async () => {
        const now = await this.#look()
        const isSame = now.record.content === record.content || now.freshness.stale
        if (isSame) return now.freshness
        const { replaced } = await import('./pipeline-table.ts')
        return replaced(now.freshness)
      },
      display: async (all, now) => {
        const { displayRows } = await import('./display/display-rows.ts')
        const records = all.map((item) => (typeof item === 'object' ? item : { prediction: item }))
        return displayRows(this.name, records, 0, now)
      },
    })
  }
}
