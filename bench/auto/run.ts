/**
 * What `auto` is worth: a budget of seconds against each learner alone with its defaults, and against scikit-learn's
 * HistGradientBoosting and its StackingClassifier (a stack of a weighted sum, a forest and HistGradientBoosting). Three of ten rows are
 * held out; the same rows for all; differences are of pairs, seed by seed.
 *
 *     npm run bench:auto -- --seconds 60 --seeds 3 --tables wine,fair
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import type { Labels, Matrix } from '../../src/base/matrix.ts'
import { fitAuto } from '../../src/ml/auto/fit-auto.ts'
import { fitCandidate } from '../../src/ml/auto/fit-candidate.ts'
import { meanLoss } from '../../src/ml/auto/mean-loss.ts'
import type { Model } from '../../src/ml/model.ts'
import { kFold } from '../../src/ml/split/k-fold.ts'
import { stratifiedKFold } from '../../src/ml/split/stratified-k-fold.ts'
import { heldOut, labelsOf, matrixOf, type ParityTable, parityTables, valuesOf } from '../parity/tables.ts'
import { writeTable } from '../parity/write-table.ts'

const here = dirname(fileURLToPath(import.meta.url))
const { values } = parseArgs({
  options: {
    tables: { type: 'string', default: 'wine,breast_cancer,fair,diabetes,randhie' },
    seconds: { type: 'string', default: '60' },
    seeds: { type: 'string', default: '3' },
    threads: { type: 'string', default: '2' },
  },
})
const [seconds, seeds, threads] = [Number(values.seconds), Number(values.seeds), Number(values.threads)]
const folder = mkdtempSync(join(tmpdir(), 'millrace-auto-'))
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))

type Side = { readonly features: Matrix; readonly target: Labels | Float64Array }

await main()

async function main(): Promise<void> {
  console.log(`auto: ${seconds} s, ${threads} threads; log loss of classes, RMSE of numbers; ${seeds} seeds`)
  console.log('| table | beside auto | its score | auto | auto − it | standard error | |')
  console.log('| --- | --- | ---: | ---: | ---: | ---: | --- |')
  for (const name of values.tables.split(',')) await onTable(name, parityTables[name]!())
}

async function onTable(name: string, table: ParityTable): Promise<void> {
  const scores = new Map<string, number[]>()
  const put = (who: string, score: number) => scores.set(who, [...(scores.get(who) ?? []), score])
  const bought: number[] = []
  writeTable(folder, table, seeds)
  execFileSync('/usr/bin/python3', [join(here, 'peer.py'), folder, String(seeds)])
  for (let seed = 0; seed < seeds; seed++) {
    const { train, test } = sidesOf(table, seed)
    const { features, target } = train
    const split =
      target instanceof Float64Array
        ? kFold(features.rows, { nSplits: 5, seed })
        : stratifiedKFold(target, { nSplits: 5, seed })
    const { model, board } = await fitAuto({ ...train, split }, { seed, seconds, candidates: 200, threads })
    bought.push(board.candidates.length + board.refused.length)
    put('auto', scoreOf(saidBy(model, test.features), test))
    for (const learner of singles(target)) {
      // With defaults: only what a learner needs of its features is done.
      const alone = { number: 0, name: learner, learner, params: {}, seed }
      const fitted = await fitCandidate(alone, features, target, {}, { threads })
      put(learner, scoreOf(saidBy(fitted, test.features), test))
    }
    for (const peer of ['histGradientBoosting', 'stacking']) {
      const bytes = readFileSync(join(folder, `said-${peer}-${seed}.bin`))
      put(`scikit-learn ${peer}`, scoreOf(new Float64Array(Uint8Array.from(bytes).buffer), test))
    }
  }
  const auto = scores.get('auto')!
  for (const [who, theirs] of scores) if (who !== 'auto') printPair(name, who, theirs, auto)
  console.log(`| ${name} | ${seconds} s bought ${bought.join(', ')} candidates | | | | | |`)
}

function singles(target: Labels | Float64Array): string[] {
  const trees = ['boosting', 'randomForest', 'extraTrees']
  return target instanceof Float64Array
    ? ['mean', 'ridge', ...trees]
    : ['classFrequency', 'logisticRegression', ...trees]
}

function printPair(table: string, who: string, theirs: readonly number[], ours: readonly number[]): void {
  const differences = ours.map((score, i) => score - theirs[i]!)
  const difference = mean(differences)
  const deviation = Math.sqrt(differences.reduce((sum, d) => sum + (d - difference) ** 2, 0) / (differences.length - 1))
  const error = deviation / Math.sqrt(differences.length)
  const verdict =
    Math.abs(difference) <= certain(differences.length - 1) * error
      ? 'not told apart'
      : difference < 0
        ? 'auto better'
        : 'AUTO WORSE'
  const cells = [
    table,
    who,
    ...[mean(theirs), mean(ours), difference, error].map((value) => value.toPrecision(4)),
    verdict,
  ]
  console.log(`| ${cells.join(' | ')} |`)
}

/** Standard errors that a difference must be from 0 at 95 %: Student's quantile, since seeds are few. */
function certain(freedom: number): number {
  return [Number.POSITIVE_INFINITY, 12.71, 4.3, 3.18, 2.78, 2.57, 2.45, 2.36, 2.31, 2.26][freedom] ?? 2.2
}

function mean(all: readonly number[]): number {
  return all.reduce((sum, value) => sum + value, 0) / all.length
}

function saidBy(model: Model, features: Matrix): Float64Array {
  return model.task === 'regression' ? model.predict(features) : model.predictProbability(features).data
}

function scoreOf(said: Float64Array, { target }: Side): number {
  const loss = meanLoss(said, { target, sampleWeight: undefined })
  return target instanceof Float64Array ? Math.sqrt(loss) : loss
}

function sidesOf(table: ParityTable, seed: number): { readonly train: Side; readonly test: Side } {
  const held = heldOut(table.x.length, seed)
  const side = (wanted: number): Side => {
    const rows = [...held.keys()].filter((row) => held[row] === wanted)
    return {
      features: matrixOf(table, rows),
      target: table.classes > 0 ? labelsOf(table, rows) : valuesOf(table, rows),
    }
  }
  return { train: side(0), test: side(1) }
}
