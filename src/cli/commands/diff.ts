import { relative } from 'node:path'
import type { Command } from 'commander'
import { sha256 } from '../../base/hash.ts'
import { LocalStore } from '../../engine/cache/local-store.ts'
import { comparedSide } from '../../project/compare/compared-side.ts'
import { writeComparison } from '../../project/compare/write-comparison.ts'
import type { Difference } from '../../project/history/compare-values.ts'
import { type DiffedArtifact, diffRuns, type RunDiff } from '../../project/history/diff-runs.ts'
import { pipelineRuns } from '../../project/history/pipeline-runs.ts'
import { writeOverview } from '../../project/overview/write-overview.ts'
import { pipelineOption } from '../options.ts'
import { examples } from '../print/examples.ts'
import { formatCount, plural } from '../print/format.ts'
import { textTable } from '../print/text-table.ts'

export function addDiff(program: Command): void {
  program
    .command('diff')
    .description(
      'two runs, or two models, side by side: setting, parameters, inputs, metrics, artifacts, code, packages',
    )
    .argument('[a]', 'a run: its id, the beginning of it, last, or last~1; with :stage a model of it', 'last~1')
    .argument('[b]', 'another', 'last')
    .addOption(pipelineOption())
    .option('--json', 'one line on stdout')
    .option('--html', 'a page beside the report, with figures side by side')
    .addHelpText(
      'after',
      examples(
        ['millrace diff', 'the last run and the one before it'],
        ['millrace diff last~3 last', 'three runs ago and now'],
        ['millrace diff 2026-11-21T10 last --json', 'by the beginning of an id, for a script'],
        ['millrace diff --html', 'the same as a page, with intervals and figures'],
        ['millrace diff :train :trainPlain --html', 'two models of the last run, by their stages'],
      ),
    )
    .action(async (a: string, b: string, flags: { pipeline?: string; json?: boolean; html?: boolean }) => {
      const { paths, name, runs } = pipelineRuns(flags.pipeline)
      const store = new LocalStore(paths.store)
      const [left, right] = [comparedSide(runs, a), comparedSide(runs, b)]
      if (flags.html) {
        const path = await writeComparison(paths, name, store, left, right)
        await writeOverview(paths.root, store)
        process.stderr.write(`Comparison: ${relative(process.cwd(), path)}\n`)
        if (!flags.json) return
      }
      const diff = diffRuns(store, left.run, right.run)
      process.stdout.write(flags.json ? `${JSON.stringify({ type: 'runs-compared', ...diff })}\n` : describe(diff))
    })
}

function describe(diff: RunDiff): string {
  const { equal, unknown } = diff
  const parts = [
    `a  ${diff.a}\nb  ${diff.b}\n`,
    part('Setting', undefined, diff.setting, ({ name, a, b }) => [name, shown(a), shown(b)]),
    part('Definition', undefined, diff.definition, ({ name, a, b }) => [name, shown(a), shown(b)]),
    part('Environment', undefined, diff.environment, ({ name, a, b }) => [name, short(a), short(b)]),
    part('Parameters', equal.params, diff.params, ({ name, a, b }) => [name, shown(a), shown(b)]),
    part('Inputs', undefined, diff.inputs, ({ name, a, b }) => [name, short(a), short(b)]),
    part('Metrics', equal.metrics, diff.metrics, (each) => [
      each.name,
      number(each.a),
      number(each.b),
      'difference' in each ? signed(each.difference as number) : '',
    ]),
    part('Artifacts', equal.artifacts, diff.artifacts, ({ name, a, b }) => [name, artifact(a), artifact(b)]),
    part('Code', equal.code, diff.code, ({ name, a, b }) => [name, short(a), short(b)]),
    part('Packages', undefined, diff.packages, ({ name, a, b }) => [name, short(a), short(b)]),
  ]
  if (unknown.length > 0)
    parts.push(`No longer in the store, so parameters and code are not compared: ${unknown.join(', ')}.\n`)
  return parts.filter((text) => text !== '').join('\n')
}

function part<Value>(
  title: string,
  equal: number | undefined,
  differences: readonly Difference<Value>[],
  cells: (difference: Difference<Value>) => string[],
): string {
  if (differences.length === 0) return equal === undefined ? '' : `${title}: no difference (${equal} equal)\n`
  const head = `${title}: ${plural(differences.length, 'difference')}${equal === undefined ? '' : ` (${equal} equal)`}\n`
  const rows = differences.map((each) => ['', ...cells(each)])
  const titles = ['', '', 'a', 'b', ...(rows[0]!.length > 4 ? ['b - a'] : [])]
  return head + textTable([titles, ...rows])
}

const shown = (value: unknown) => (value === undefined ? '–' : JSON.stringify(value))
/** A digest by its beginning; a command that has no room in a table by its digest. */
function short(text: string | null | undefined): string {
  if (text === undefined) return '–'
  if (text === null) return 'not set'
  if (/^[0-9a-f]{64}$/.test(text)) return text.slice(0, 12)
  return text.length <= 80 && !text.includes('\n') ? text : sha256(text).slice(0, 12)
}

const number = (value: number | undefined) => (value === undefined ? '–' : String(Number(value.toPrecision(6))))
const signed = (value: number) => `${value > 0 ? '+' : ''}${number(value)}`

function artifact(value: DiffedArtifact | undefined): string {
  if (value === undefined) return '–'
  const size = value.rows === undefined ? `${formatCount(value.bytes)} bytes` : plural(value.rows, 'row')
  return `${value.content.slice(0, 12)} (${size})`
}
