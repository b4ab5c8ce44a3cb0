import { fuzzOnce, fuzzTargets } from '../test/ml/interchange/fuzz-models.ts'

/**
 * Damages model files, of Millrace and of XGBoost, and reads them: each is refused with a code or predicts, within a
 * second. Same number, same files. Usage: npm run fuzz:models [-- FILES [FIRST_SEED]]
 */
const [files = '12000', first = '1000'] = process.argv.slice(2)
const slowMs = 1000
const targets = await fuzzTargets()
const counts = { refused: 0, predicts: 0, failed: 0 }
let slowest = { ms: 0, what: '' }
let slow = 0
for (let i = 0; i < Number(files); i++) {
  const target = targets[i % targets.length]!
  const seed = Number(first) + Math.floor(i / targets.length)
  const outcome = fuzzOnce(target, seed)
  counts[outcome.kind]++
  if (outcome.kind === 'failed') console.error(`${outcome.name}, seed ${seed}:`, outcome.error)
  if (outcome.ms > slowMs) slow++
  if (outcome.ms > slowest.ms) slowest = { ms: outcome.ms, what: `${target.name}, seed ${seed}` }
}
console.log(
  `${files} damaged model files: ${counts.refused} refused, ${counts.predicts} predict, ${counts.failed} failed, ${slow} slow; slowest ${slowest.ms.toFixed(0)} ms (${slowest.what})`,
)
if (counts.failed + slow > 0) process.exit(1)
