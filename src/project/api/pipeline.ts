import { dirname } from 'node:path'
import { LocalStore } from '../../engine/cache/local-store.ts'
import type { KindName } from '../../engine/contracts/port.ts'
import type { Overrides } from '../../engine/definition/override-params.ts'
import type { EmitEvent, RunEvent } from '../../engine/events.ts'
import { explainReason } from '../../engine/explain-reason.ts'
import { jsonKind } from '../../kinds/json-kind.ts'
import type { Figure } from '../../report/figure.ts'
import { openSession, type Session, Table } from '../../table/index.ts'
import { explainProject } from '../explain-project.ts'
import { diffRuns, type RunDiff } from '../history/diff-runs.ts'
import { findRun } from '../history/find-run.ts'
import { pipelineRuns } from '../history/pipeline-runs.ts'
import type { Run } from '../history/run-record.ts'
import type { Notebook } from '../notebook/notebook.ts'
import type { CellPipeline } from '../notebook/show-cell.ts'
import type { ShownPipeline } from '../notebook/show-stage.ts'
import { type OpenOptions, workerPool } from '../open-project.ts'
import { planProject } from '../plan-project.ts'
import { projectPaths } from '../project-paths.ts'
import { runProject } from '../run-project.ts'
import { shownStages } from './display/shown-stages.ts'
import { told } from './display/told.ts'
import { withDisplay } from './display/with-display.ts'
import { type Freshness, freshnessOf } from './freshness.ts'
import { KeptProject } from './kept-project.ts'
import { lookAtOutput, type OutputNow } from './look-at-output.ts'
import { displaySymbol, type MimeBundle } from './mime-bundle.ts'
import { PipelineModel } from './pipeline-model.ts'
import type { AnyShape, PipelineShape, RowOf, StageOf, WireOf } from './pipeline-shape.ts'
import type { PipelineStage } from './pipeline-stage.ts'
import { PipelineTable, replaced } from './pipeline-table.ts'
import { ReadFigure, ReadValue } from './read-value.ts'
import { RunResult } from './run-result.ts'
import type { StageExplanation } from './stage-explanation.ts'
import { type WatchEvent, watchEvents } from './watch-events.ts'

/** What `showFigure` loads when a figure is shown. */
export { displayFigure } from './display/display-figure.ts'

/** How a run is done; see `Pipeline.run`. */
export interface PipelineRunOptions {
  /** Parameters to use instead of the file's in this run alone, as `{ 'smote.kNeighbors': 7 }`: a trial, the lock file stays. */
  readonly set?: Overrides
  /** Run the named stages (without names: all) even when nothing has changed. */
  readonly force?: boolean
  /** Stages at once; default: one a core. */
  readonly jobs?: number
  /** Go on with what does not depend on a stage that failed. */
  readonly keepGoing?: boolean
  /** Told everything that happens, as it happens. */
  readonly onEvent?: (event: RunEvent) => void
  /** Ends the run; what is being written is finished first. */
  readonly signal?: AbortSignal
}

/**
 * An open pipeline: for a notebook, a script and a server. It follows the files that it was made from: every question looks
 * first whether one of them is another than it was, and what is read says whether it is stale and why.
 */
export class Pipeline<Shape extends AnyShape = PipelineShape> {
  readonly #kept: KeptProject
  readonly #session: Session
  readonly #owns: boolean
  readonly #tables = new Map<string, { readonly file: string; readonly table: Table }>()
  /** What `show` was told to use instead of the file's parameters. */
  #shown: Overrides = {}

  /** Pipelines come from `openPipeline`. */
  private constructor(kept: KeptProject, owns: boolean) {
    this.#kept = kept
    this.#session = openSession()
    this.#owns = owns
  }

  /** See `openPipeline`. */
  static async open<Shape extends AnyShape>(options: OpenOptions): Promise<Pipeline<Shape>> {
    const paths = projectPaths(options.pipeline)
    const store = new LocalStore(options.store ?? paths.store)
    const kept = new KeptProject(
      { ...options, pipeline: paths.pipeline },
      { store, executor: workerPool(store, paths.root) },
    )
    const pipeline = new Pipeline<Shape>(kept, true)
    await kept.now().catch(async (error: unknown) => {
      await pipeline.close()
      throw error
    })
    return pipeline
  }

  /** Absolute path of the pipeline file. */
  get file(): string {
    return this.#kept.paths.pipeline
  }

  /**
   * The same pipeline with other parameters, as `{ 'smote.kNeighbors': 7 }`, to be run and read beside this one. It shares
   * store and workers with this one and ends with it; its runs are trials and leave the lock file alone.
   * @throws when it is read: E_UNKNOWN_STAGE, E_PARAMS, E_ARGUMENT
   * @example
   * const more = pipeline.with({ 'rows.count': 20 })
   * await more.run('rows')
   * console.log(await more.table('rows.table').count(), await pipeline.table('rows.table').count())
   */
  with(set: Overrides): Pipeline<Shape> {
    const { options, standing } = this.#kept
    return new Pipeline<Shape>(new KeptProject({ ...options, set: { ...options.set, ...set } }, standing), false)
  }

  /**
   * Every stage in an order in which they can run: kinds of outputs, what it reads from, how it stands.
   * @throws MillraceError with the place of the mistake, where the pipeline or a stage is broken now
   * @example
   * for (const { stage, state } of await pipeline.stages()) console.log(stage, state)
   */
  async stages(): Promise<readonly PipelineStage[]> {
    const plan = await planProject(await this.#kept.now())
    return shownStages(
      [...plan.stages.keys()].map((name) => ({
        ...freshnessOf(plan, name),
        outputs: Object.fromEntries(
          Object.entries(plan.pipeline.stages.get(name)!.manifest.outputs).map(([output, { kind }]) => [output, kind]),
        ),
        reads: plan.pipeline.graph.parents.get(name)!,
      })),
    )
  }

  /**
   * What is stale, and why, of the named stages with all that they read from; of all when none is named.
   * @throws E_UNKNOWN_STAGE; as `stages`
   * @example
   * const stale = (await pipeline.status()).filter((each) => each.stale)
   * console.log(stale.map(({ stage, reasons }) => `${stage}: ${reasons.join('; ')}`))
   */
  async status(...stages: readonly StageOf<Shape>[]): Promise<readonly Freshness[]> {
    const plan = await told(planProject(await this.#kept.now(), { stages }))
    return shownStages([...plan.stages.keys()].map((name) => freshnessOf(plan, name)))
  }

  /**
   * Why a stage would or would not run: down to the parameter, the file or the helper; when its last result was made and by
   * which run.
   * @throws E_UNKNOWN_STAGE; as `stages`
   * @example
   * const { state, reasons, last } = await pipeline.explain('rows')
   * console.log(state, reasons, last?.at)
   */
  async explain(stage: StageOf<Shape>): Promise<StageExplanation> {
    const project = await this.#kept.now()
    const [explained] = await told(explainProject(project, [stage]))
    const { verdict, last, failed, because } = explained!
    const plan = await planProject(project, { stages: [stage] })
    const reasons = verdict.type === 'run' || verdict.type === 'wait' ? verdict.reasons : []
    const explanation: StageExplanation = {
      ...freshnessOf(plan, explained!.stage),
      because,
      ...(last === undefined ? {} : { last }),
      ...(failed === undefined ? {} : { failed }),
      details: reasons.flatMap(explainReason),
    }
    return withDisplay(explanation, async () => {
      const { displayExplanation } = await import('./display/display-explanation.ts')
      return displayExplanation(explanation)
    })
  }

  /**
   * Brings the named stages, and what they read from, up to date; all when none is named. As the command `run` does it: the
   * lock file, the report and the record of the run are written.
   * @throws E_UNKNOWN_STAGE, E_PARAMS; as `stages`. A stage that fails does not throw: see `RunResult`.
   * @example
   * const result = await pipeline.run('rows', { onEvent: (event) => console.log(event.type) })
   * console.log(result.ok, Object.keys(result.ran), result.reused)
   */
  async run(
    stages: StageOf<Shape> | readonly StageOf<Shape>[] = [],
    { set, force = false, jobs, keepGoing = false, onEvent, signal }: PipelineRunOptions = {},
  ): Promise<RunResult> {
    if (set !== undefined) {
      const trial = this.with(set)
      try {
        return await trial.run(stages, { force, keepGoing, ...defined({ jobs, onEvent, signal }) })
      } finally {
        await trial.close()
      }
    }
    const named = typeof stages === 'string' ? [stages] : stages
    const project = await this.#kept.now()
    const { notebookProgress } = await import('./display/notebook-progress.ts')
    const progress = onEvent === undefined ? notebookProgress() : undefined
    let seconds = 0
    const emit: EmitEvent = (event) => {
      if (event.type === 'run-finished') seconds = event.seconds
      progress?.(event)
      onEvent?.(event)
    }
    const trial = Object.entries(project.overrides).map(([path, value]) => `--set=${path}=${JSON.stringify(value)}`)
    const running = runProject(project, {
      selection: { stages: named, force },
      jobs,
      keepGoing,
      emit,
      arguments: ['run', ...named, ...trial, ...(force ? ['--force'] : [])],
      ...(signal === undefined ? {} : { signal }),
    })
    const summary = await told(running)
    return new RunResult(summary, seconds)
  }

  /**
   * A table that a stage gave, as `stage.output`. Lazy: nothing is looked at until it is asked something.
   * @example
   * const table = pipeline.table('rows.table')
   * console.log(await table.head(3))
   */
  table<Wire extends WireOf<Shape, 'table'>>(wire: Wire): PipelineTable<RowOf<Shape, Wire>> {
    return new PipelineTable<RowOf<Shape, Wire>>(wire, async () => {
      const { record, path, freshness } = await this.#look(wire, 'table')
      const table = this.#tableAt(wire, record.file, path)
      return { table, freshness, content: record.content }
    })
  }

  /**
   * A model that a stage gave, as `stage.output`. Lazy, as a table.
   * @example
   * console.log((await pipeline.model('train.model').card()).learner)
   */
  model(wire: WireOf<Shape, 'model'>): PipelineModel {
    return new PipelineModel(wire, () => this.#look(wire, 'model'), this.#session)
  }

  /**
   * A json output: its `value`, and whether it is stale and why.
   * @throws E_NEVER_RUN where it has no result, E_UNKNOWN_OUTPUT, E_KIND_MISMATCH; as `stages`
   * @example
   * const { value, stale } = await pipeline.json('count.count')
   * console.log(value, stale)
   */
  async json<Value = unknown>(wire: WireOf<Shape, 'json'>): Promise<ReadValue<Value>> {
    const { value, freshness, lookAgain } = await this.#value(wire, 'json')
    return new ReadValue(wire, value as Value, freshness, lookAgain)
  }

  /**
   * A figure: a Vega-Lite specification or a table made for reading, as `value`, and whether it is stale and why.
   * @throws as `json`
   * @example
   * const figure = await pipeline.figure('chart.figure')
   * console.log(figure.value.title, figure.stale)
   */
  async figure(wire: WireOf<Shape, 'figure'>): Promise<ReadFigure> {
    const { value, freshness, lookAgain } = await this.#value(wire, 'figure')
    return new ReadFigure(wire, value as Figure, freshness, lookAgain)
  }

  /**
   * The runs of this pipeline that are recorded, newest first: result, stages, metrics, parameters, seconds.
   * @throws E_PIPELINE_NOT_FOUND, E_YAML_SYNTAX; stages may be broken
   * @example
   * for (const { id, ok, seconds } of pipeline.runs()) console.log(id, ok, seconds)
   */
  runs(): readonly Run[] {
    const { runs } = pipelineRuns(this.file)
    return withDisplay(runs, async () => {
      const { displayRuns } = await import('./display/display-runs.ts')
      return displayRuns(runs)
    })
  }

  /**
   * Two runs side by side: what differs in setting, parameters, inputs, metrics, artifacts, code and packages.
   * @param a a run: its id, the beginning of it, `last`, or `last~1` for the one before
   * @throws E_UNKNOWN_RUN
   * @example
   * const { params, metrics } = pipeline.diff('last', 'last')
   * console.log(params.length, metrics.length)
   */
  diff(a = 'last~1', b = 'last'): RunDiff {
    const runs = this.runs()
    const diff = diffRuns(this.#kept.standing.store, findRun(runs, a), findRun(runs, b))
    return withDisplay(diff, async () => {
      const { displayDiff } = await import('./display/display-diff.ts')
      return displayDiff(diff)
    })
  }

  /**
   * Runs the named stages (all without names), then again whenever something that is read changes: an iterator of what happens.
   * Leaving the loop ends the watch.
   * @throws MillraceError of the first round where editing cannot mend it
   * @example
   * for await (const event of pipeline.watch()) {
   *   console.log(event.type)
   *   if (event.type === 'watch-waiting') break
   * }
   */
  watch(
    stages: StageOf<Shape> | readonly StageOf<Shape>[] = [],
    { jobs, signal }: Pick<PipelineRunOptions, 'jobs' | 'signal'> = {},
  ): AsyncGenerator<WatchEvent, void, void> {
    const named = typeof stages === 'string' ? [stages] : stages
    const open = this.#kept.options
    return watchEvents(
      { open, selection: { stages: named }, jobs, keepGoing: true, arguments: ['run', ...named, '--watch'] },
      signal,
    )
  }

  /**
   * For a cell of a notebook: brings a stage up to date, with what it reads from, and shows under the cell how it stands and what
   * it gives; without a stage, the drawing of the pipeline. In a script it is printed as text.
   * @param params of this stage. One that is another than the pipeline file's makes a trial, and holds for what this pipeline
   *   shows after it, so that the cells below see it; giving the file's value again ends that.
   * @throws the error of the first stage that failed; E_UNKNOWN_STAGE, E_PARAMS; as `stages`
   * @example
   * await pipeline.show('rows', { count: 20 })
   * await pipeline.show('count')
   */
  async show(stage?: StageOf<Shape>, params: Readonly<Record<string, unknown>> = {}): Promise<void> {
    const { showBundles } = await import('./display/show-bundles.ts')
    if (stage === undefined) return showBundles([await this[displaySymbol]()])
    const { showCell } = await import('../notebook/show-cell.ts')
    const shown = this as unknown as CellPipeline
    this.#shown = await showCell(shown, await this.#kept.now(), this.#shown, stage, params)
  }

  /**
   * The pipeline as an executed notebook: what `millrace notebook` writes. Nothing runs.
   * @param options.stages with what they read from; all when none is named
   * @param options.folder where the notebook is to lie; default: beside the pipeline file
   * @throws E_UNKNOWN_STAGE; as `stages`
   * @example
   * const { cells } = await pipeline.notebook({ stages: ['count'] })
   * console.log(cells.length)
   */
  async notebook(
    options: { readonly stages?: readonly StageOf<Shape>[]; readonly folder?: string } = {},
  ): Promise<Notebook> {
    const { writeNotebook } = await import('../notebook/write-notebook.ts')
    const drawing = await this[displaySymbol]()
    const shown = this as unknown as ShownPipeline
    return told(writeNotebook(await this.#kept.now(), shown, { drawing, folder: dirname(this.file), ...options }))
  }

  /**
   * Ends the workers and frees what was read. Tables that were read stay readable only as the arrays that they gave.
   * @example
   * await pipeline.close() // or: await using pipeline = await openPipeline()
   */
  async close(): Promise<void> {
    await this.#kept.close()
    await this.#session.close()
    if (this.#owns) await this.#kept.standing.executor.close()
  }

  /** `await using pipeline = await openPipeline()` closes it at the end of the block. */
  [Symbol.asyncDispose](): Promise<void> {
    return this.close()
  }

  /** Jupyter's rich display: the pipeline as a drawing, each stage with its state; "stale" and why. */
  async [displaySymbol](): Promise<MimeBundle> {
    const { displayPipeline } = await import('./display/display-pipeline.ts')
    return displayPipeline((await this.#kept.now()).pipeline.definition.name, await this.stages())
  }

  /** One view of a file, however often it is asked for: a server asks for the same table again and again. */
  #tableAt(wire: string, file: string, path: string): Table {
    const known = this.#tables.get(wire)
    if (known?.file === file) return known.table
    const table = Table.parquet(path, this.#session)
    this.#tables.set(wire, { file, table })
    return table
  }

  async #look(wire: string, kind: KindName): Promise<OutputNow> {
    return told(lookAtOutput(await this.#kept.now(), wire, kind))
  }

  async #value(wire: string, kind: KindName) {
    const { record, path, freshness } = await this.#look(wire, kind)
    const lookAgain = async () => {
      const now = await this.#look(wire, kind)
      return now.record.content === record.content || now.freshness.stale ? now.freshness : replaced(now.freshness)
    }
    return { value: await jsonKind.load({ path, content: record.content }), freshness, lookAgain }
  }
}

function defined<Fields extends object>(fields: Fields): { [Name in keyof Fields]: Exclude<Fields[Name], undefined> } {
  const given = Object.entries(fields).filter(([, value]) => value !== undefined)
  return Object.fromEntries(given) as { [Name in keyof Fields]: Exclude<Fields[Name], undefined> }
}
