import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Labels, Matrix } from '../../../src/base/matrix.ts'
import { createRandom } from '../../../src/base/random.ts'
import { fitCandidate } from '../../../src/ml/auto/fit-candidate.ts'
import { standardError } from '../../../src/ml/auto/standard-error.ts'
import { fitAuto, logLoss, type Model, requireClassifier, stratifiedKFold } from '../../../src/ml/index.ts'
import { testData } from '../../rig/test-data.ts'
import { matrixOf } from '../tables.ts'

/** scikit-learn's own files: the first line says `rows,features,names of classes`, the last column is the class. */
function readSides(path: string): {
  train: { features: Matrix; labels: Labels }
  test: { features: Matrix; labels: Labels }
} {
  const [head = '', ...lines] = readFileSync(path, 'utf8').trim().split('\n')
  const classes = head.split(',').slice(2)
  const random = createRandom(4)
  const all = lines.map((line) => ({ row: line.split(',').map(Number), drawn: random.next() }))
  const side = (held: boolean) => {
    const rows = all.filter(({ drawn }) => drawn < 0.35 === held).map(({ row }) => row)
    const values = rows.flatMap((row) => row.slice(0, -1))
    return {
      features: matrixOf(values, rows[0]!.length - 1),
      labels: { classes, codes: Int32Array.from(rows, (row) => row.at(-1)!) },
    }
  }
  return { train: side(false), test: side(true) }
}

const losses = (model: Model, { features, labels }: { features: Matrix; labels: Labels }) =>
  logLoss(labels, requireClassifier(model).predictProbability(features))

describe('auto on real tables', () => {
  for (const name of ['tabular/breast_cancer.csv', 'tabular/wine_data.csv']) {
    const { path, missing } = testData(name)
    it.skipIf(missing)(
      `is no worse on held-out rows than its best candidate alone, but for noise: ${name}`,
      async () => {
        const { train, test } = readSides(path)
        const split = stratifiedKFold(train.labels, { nSplits: 3, seed: 1 })
        const data = { features: train.features, target: train.labels, split }
        const { model, board } = await fitAuto(data, { seed: 1, candidates: 4, threads: 1 })
        const best = { ...board.candidates[0]!, number: 1 }
        const alone = await fitCandidate(best, train.features, train.labels, {}, { threads: 1 })
        const [ours, theirs] = [losses(model, test), losses(alone, test)]
        const difference = ours.value - theirs.value
        expect(difference).toBeLessThan(2 * standardError(ours.perRow, theirs.perRow, difference, undefined))
        // Knowing nothing costs 0.66 and 1.09.
        expect(ours.value).toBeLessThan(0.2)
        expect(board.ensemble.lower).toBeGreaterThan(0.3)
      },
    )
  }
})
