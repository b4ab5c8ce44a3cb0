import type { LocalStore } from '../../engine/cache/local-store.ts'
import { readJson } from '../../engine/cache/read-json.ts'
import type {
  ComparedFigure,
  ComparedMetric,
  ComparedPart,
  ComparedSide,
  ComparisonModel,
  Estimate,
} from '../../report/comparison/comparison-model.ts'
import type { Figure } from '../../report/figure.ts'
import { duration } from '../../report/text/duration.ts'
import { thousands } from '../../report/text/thousands.ts'
import { compareValues, type Difference } from '../history/compare-values.ts'
import { type DiffedArtifact, diffRuns } from '../history/diff-runs.ts'
import { documents, estimatesOf, objectOf, type Side } from './compared-side.ts'
import { pairedDifferences } from './paired-differences.ts'

/** Two sides as the page shows them. What the store no longer holds is named and not compared. */
export function compareSides(
  pipeline: string,
  store: LocalStore,
  a: Side,
  b: Side,
  links: ComparisonModel['links'],
): ComparisonModel {
  const diff = diffRuns(store, a.run, b.run)
  const { equal } = diff
  const metrics = compareValues(estimatesOf(store, a), estimatesOf(store, b))
  const figures = compareFigures(store, a, b)
  const isModels = a.stage !== undefined && b.stage !== undefined
  return {
    pipeline,
    what: isModels ? 'models' : 'runs',
    a: describe(a),
    b: describe(b),
    causes: [
      part('Parameters', ['parameter', 'parameters'], diff.params, plain, equal.params),
      part('Inputs', ['input', 'inputs'], diff.inputs, digest),
      part('Code', ['code file', 'code files'], diff.code, digest, equal.code),
      part('Definition', ['line of the definition', 'lines of the definition'], diff.definition, plain),
      part('Packages', ['package', 'packages'], diff.packages, plain),
      part('Environment', ['environment value', 'environment values'], diff.environment, digest),
      part('Setting', ['setting', 'settings'], diff.setting, plain),
    ],
    metrics: metrics.different.map(withDifference),
    equalMetrics: metrics.equal,
    paired: isModels ? pairedOf(store, a, b) : [],
    results: [part('Artifacts', ['artifact', 'artifacts'], diff.artifacts, artifact, equal.artifacts)],
    ...figures,
    notes:
      diff.unknown.length === 0 ? [] : [`The store no longer holds parameters and code of ${diff.unknown.join(', ')}.`],
    links,
  }
}

function describe({ label, whole, stage }: Side): ComparedSide {
  const set = Object.entries(whole.overrides).map(([path, value]) => `${path}=${JSON.stringify(value)}`)
  const own = stage === undefined ? undefined : whole.stages[stage]
  const seconds = own === undefined ? whole.seconds : own.seconds
  return {
    label,
    facts: [
      { name: 'started', value: `${whole.startedAt.slice(0, 19).replace('T', ' ')} UTC` },
      ...(own === undefined
        ? [{ name: 'stages', value: `${whole.ran} ran, ${whole.reused} reused, ${whole.failed} failed` }]
        : [{ name: 'stage', value: `${stage}: ${own.state}` }]),
      ...(seconds === undefined ? [] : [{ name: 'time', value: duration(seconds) }]),
      ...(whole.seed === undefined ? [] : [{ name: 'seed', value: String(whole.seed) }]),
      ...(whole.commit === undefined
        ? []
        : [{ name: 'commit', value: `${whole.commit.slice(0, 8)}${whole.dirty === true ? ', changed' : ''}` }]),
      ...(set.length === 0 ? [] : [{ name: 'set', value: set.join(' ') }]),
    ],
  }
}

function part<Value>(
  title: string,
  nouns: ComparedPart['nouns'],
  differences: readonly Difference<Value>[],
  words: (value: Value) => string,
  equal?: number,
): ComparedPart {
  return {
    title,
    nouns,
    ...(equal === undefined ? {} : { equal }),
    rows: differences.map((each) => ({
      name: each.name,
      ...('a' in each ? { a: words(each.a as Value) } : {}),
      ...('b' in each ? { b: words(each.b as Value) } : {}),
    })),
  }
}

const plain = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value))
const digest = (value: string | null) =>
  value === null ? 'not set' : /^[0-9a-f]{64}$/.test(value) ? value.slice(0, 8) : value
const artifact = ({ content, bytes, rows }: DiffedArtifact) =>
  `${content.slice(0, 8)}, ${rows === undefined ? `${thousands(bytes)} bytes` : `${thousands(rows)} rows`}`

function withDifference({ name, a, b }: Difference<Estimate>): ComparedMetric {
  return {
    name,
    ...(a === undefined ? {} : { a }),
    ...(b === undefined ? {} : { b }),
    ...(a === undefined || b === undefined ? {} : { difference: { value: b.value - a.value } }),
  }
}

/** Only two models of one run were judged on the same rows for certain. */
function pairedOf(store: LocalStore, a: Side, b: Side): ComparedMetric[] {
  if (a.whole.id !== b.whole.id) return []
  return documents(store, a.whole).flatMap(([name, json]) =>
    pairedDifferences(json, a.labels, b.labels).map((each) => ({ ...each, name: `${name} ${each.name}` })),
  )
}

function compareFigures(store: LocalStore, a: Side, b: Side): Pick<ComparisonModel, 'figures' | 'equalFigures'> {
  const { different, equal } = compareValues(figuresOf(a), figuresOf(b))
  return {
    equalFigures: equal,
    figures: different.flatMap(({ name }): ComparedFigure[] => {
      const [left, right] = [figureOf(store, a, name), figureOf(store, b, name)]
      if (left === undefined && right === undefined) return []
      return [{ name, ...(left === undefined ? {} : { a: left }), ...(right === undefined ? {} : { b: right }) }]
    }),
  }
}

function figuresOf({ run }: Side): Map<string, string> {
  return new Map(
    Object.entries(run.stages).flatMap(([stage, { outputs = {} }]) =>
      Object.entries(outputs).flatMap(([output, { kind, content }]): [string, string][] =>
        kind === 'figure' ? [[`${stage}.${output}`, content]] : [],
      ),
    ),
  )
}

function figureOf(store: LocalStore, { run }: Side, name: string): Figure | undefined {
  const cut = name.lastIndexOf('.')
  const record = run.stages[name.slice(0, cut)]?.outputs?.[name.slice(cut + 1)]
  return record === undefined ? undefined : readJson<Figure>(objectOf(store, record))
}
