import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { printCrossValidated } from './cross-validated.ts'
import { type ParityLearner, parityLearners } from './learners.ts'
import { type Score, scoreClasses, scoreNumbers } from './scores.ts'
import { heldOut, labelsOf, matrixOf, type ParityTable, parityTables, valuesOf } from './tables.ts'
import { writeTable } from './write-table.ts'

/**
 * Whether our learners judge held-out rows as well as the references do: the same rows, ten seeds, differences of pairs.
 * `npm run parity -- --learner boosting --table adult`. A mean difference to our disadvantage of more than half a percent and
 * of more than two standard errors fails.
 */
const here = dirname(fileURLToPath(import.meta.url))
const { values } = parseArgs({
  options: {
    table: { type: 'string', default: '' },
    learner: { type: 'string', default: '' },
    seeds: { type: 'string', default: '10' },
  },
})
const seeds = Number(values.seeds)
const folder = mkdtempSync(join(tmpdir(), 'millrace-parity-'))
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))

let worse = 0
console.log('| table | learner | score | ours | reference | difference | standard error | |')
console.log('| --- | --- | --- | ---: | ---: | ---: | ---: | --- |')
for (const name of Object.keys(parityTables).filter((each) => each.includes(values.table))) {
  const table = parityTables[name]!()
  writeTable(folder, table, seeds)
  for (const learner of parityLearners.filter((each) => each.name.includes(values.learner))) {
    if ((table.classes > 0 ? learner.classes : learner.numbers) !== undefined) await compare(table, learner)
  }
}
if (values.table === '' && values.learner === '') await printCrossValidated()
console.log(worse === 0 ? 'No score is below the reference.' : `${worse} scores are below the reference.`)
process.exitCode = worse === 0 ? 0 : 1

async function compare(table: ParityTable, learner: ParityLearner): Promise<void> {
  execFileSync('/usr/bin/python3', [join(here, 'peer.py'), folder, learner.name, String(seeds)], { stdio: 'inherit' })
  const pairs: { ours: Score[]; reference: Score[] }[] = []
  for (let seed = 0; seed < seeds; seed++) {
    const held = heldOut(table.x.length, seed)
    const rows = [...held.keys()]
    const [train, test] = [rows.filter((row) => held[row] === 0), rows.filter((row) => held[row] === 1)]
    const bytes = readFileSync(join(folder, `said-${learner.name}-${seed}.bin`))
    const said = new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength))
    const unseen = matrixOf(table, test)
    if (table.classes > 0) {
      const actual = labelsOf(table, test)
      const model = await learner.classes!(matrixOf(table, train), labelsOf(table, train), seed)
      const reference = { rows: test.length, classes: actual.classes, data: said }
      pairs.push({
        ours: scoreClasses(actual, model.predictProbability(unseen)),
        reference: scoreClasses(actual, reference),
      })
    } else {
      const actual = valuesOf(table, test)
      const model = await learner.numbers!(matrixOf(table, train), valuesOf(table, train), seed)
      pairs.push({ ours: scoreNumbers(actual, model.predict(unseen)), reference: scoreNumbers(actual, said) })
    }
  }
  pairs[0]!.ours.forEach(({ metric, better }, m) => {
    const ours = pairs.map((pair) => pair.ours[m]!.value)
    const reference = pairs.map((pair) => pair.reference[m]!.value)
    const gains = ours.map((value, i) => (better === 'more' ? value - reference[i]! : reference[i]! - value))
    const [gain, middle] = [mean(gains), mean(reference)]
    const error = Math.sqrt(mean(gains.map((each) => (each - gain) ** 2)) / (gains.length - 1))
    const below = -gain > Math.max(0.005 * Math.abs(middle), 2 * error)
    if (below) worse++
    const cells = [mean(ours), middle, gain, error].map((value) => value.toFixed(4))
    console.log(`| ${[table.name, learner.name, metric, ...cells, below ? '**below**' : ''].join(' | ')} |`)
  })
}

function mean(list: readonly number[]): number {
  return list.reduce((sum, value) => sum + value, 0) / list.length
}
