import { createRandom } from 'millrace'
import { expect, it } from 'vitest'
import { missingBrowser } from '../e2e/browser.ts'
import { checkReportPage } from '../e2e/report-page.ts'
import { gaussian } from '../ml/tables.ts'
import { flagshipCopy } from '../rig/flagship-copy.ts'
import type { CliResult, Line } from '../rig/project-rig.ts'

const pipeline = `name: quality
seed: 1
report:
  title: Is this week like the last?
  warnings: [validate.findings, drift.findings]
stages:
  last: { use: stages/ingest.ts, in: { source: ./last.csv } }
  now: { use: stages/ingest.ts, in: { source: ./now.csv } }
  profile: { use: stages/profile.ts, in: { table: last.table } }
  validate:
    use: stages/validate.ts
    in: { table: now.table, constraints: profile.constraints, statistics: profile.statistics }
    checks:
      - { metric: report.violated, max: 0, level: warn }
  drift:
    use: stages/drift.ts
    in: { reference: last.table, current: now.table }
    checks:
      - { metric: drift.share, max: 0.3 }
`

const edited = `  edited:
    sh: cp "$in_file" "$out_constraints"
    in: { file: ./constraints.json }
    out: { constraints: { kind: json } }
`

function week(seed: number, shift: number, teams: readonly string[]): string {
  const random = createRandom(seed)
  const row = () => [
    (gaussian(random) * 10 + 40 + shift).toFixed(2),
    Math.floor(random.next() * 6) + shift / 10,
    teams[random.integer(teams.length)],
  ]
  return ['age,goals,team', ...Array.from({ length: 400 }, () => row().join(','))].join('\n')
}

const failed = ({ events }: CliResult) => events.find(({ type }) => type === 'stage-failed') as Line | undefined

it('checks on the documents stop a run where the world has moved, and the report says so on top', async () => {
  const project = flagshipCopy()
  project.write({
    'pipeline.yaml': pipeline,
    'last.csv': week(1, 0, ['a', 'b', 'c']),
    'now.csv': week(2, 0, ['a', 'b', 'c']),
  })
  const still = await project.run('--json')
  expect(still.code, still.stderr).toBe(0)
  expect(project.json('artifacts/quality/validate/violations.json')).toEqual({ violations: [] })

  project.write({ 'now.csv': week(3, 30, ['a', 'z']) })
  const moved = await project.run('--json', '--keep-going')
  expect(moved.code).toBe(1)
  expect(failed(moved)).toMatchObject({ stage: 'drift', error: { code: 'E_CHECK' } })
  expect(JSON.stringify(failed(moved))).toContain('drift.share')
  const { violations } = project.json<{ violations: { constraint_check_type: string }[] }>(
    'artifacts/quality/validate/violations.json',
  )
  expect(violations.map((one) => one.constraint_check_type).sort()).toEqual([
    'baseline_drift_check',
    'baseline_drift_check',
    'baseline_drift_check',
    'categorical_values_check',
  ])
  const page = project.read('reports/quality.html')
  expect(page).toContain('Column team: values of the domain.')
  if (missingBrowser() === undefined) {
    expect(await checkReportPage(project.path('reports/quality.html'))).toEqual([])
  }

  // Constraints may also be a file that somebody has edited: a command brings it in as JSON.
  project.write({ 'constraints.json': project.json('artifacts/quality/profile/constraints.json') })
  project.edit('constraints.json', '"comparison_threshold":0.1', '"comparison_threshold":1')
  project.edit('constraints.json', '"domain_content_threshold":0.1', '"domain_content_threshold":1')
  project.edit('pipeline.yaml', 'constraints: profile.constraints', 'constraints: edited.constraints')
  project.edit('pipeline.yaml', '  validate:', `${edited}  validate:`)
  const again = await project.run('validate', '--json')
  expect(again.code, again.stderr).toBe(0)
  expect(project.json('artifacts/quality/validate/violations.json')).toEqual({ violations: [] })
}, 120_000)
