import { expect, test } from 'vitest'
import type { LeakReport } from '../../stages/leak-gate/leak-report.ts'
import { flagshipCopy } from '../rig/flagship-copy.ts'

test('a check on the leak gate stops the flagship when it is given the goal difference of the match itself', async () => {
  const rig = flagshipCopy()
  rig.edit('pipeline.yaml', '      derive:\n', '      derive:\n        final_margin: goals_for - goals_against\n')
  rig.edit('pipeline.yaml', '        - { name: home,', '        - { name: final_margin }\n        - { name: home,')
  const stopped = await rig.run('run', 'leaks')
  expect(stopped.code).toBe(1)
  expect(stopped.stderr).toContain('E_CHECK')
  expect(stopped.stderr).toContain('the leak gate found nothing')
  const leaks = rig.json<LeakReport>('artifacts/real-madrid/leaks/leaks.json')
  expect(leaks.warnings).toMatchObject([{ name: 'single-feature-gives-target', features: ['final_margin'], seen: 1 }])

  const allowed = `      allow: [{ check: single-feature-gives-target, feature: final_margin, because: A test. }]\n`
  rig.edit(
    'pipeline.yaml',
    '    params: { time: date, key: [match] }\n',
    `    params:\n      time: date\n      key: [match]\n${allowed}`,
  )
  expect((await rig.run('run', 'leaks')).code).toBe(0)
})
