import { describe, expect, test } from 'vitest'
import { ProjectRig } from '../rig/project-rig.ts'
import { numbersProject } from '../rig/sample-stages.ts'

describe('two pipelines of one name', () => {
  const other = numbersProject['pipeline.yaml'].replaceAll('use: stages', 'use: ../../stages')

  test('in one project are refused, with both files named, before anything of the first is touched', async () => {
    const project = new ProjectRig({
      ...numbersProject,
      'pipelines/twin/pipeline.yaml': other.replace('factor: 2', 'factor: 9'),
      'pipelines/twin/data/numbers.json': [4],
    })
    await project.run()
    const before = project.contents('artifacts/numbers')
    for (const command of [['run'], ['status'], ['run', '--dry-run'], ['clean']]) {
      const refused = await project.run(...command, '-p', 'pipelines/twin/pipeline.yaml')
      expect(refused.code).toBe(2)
      expect(refused.stderr).toContain('E_PIPELINE_NAME')
      expect(refused.stderr).toContain('pipelines/twin/pipeline.yaml:1:7')
      expect(refused.stderr).toContain('pipelines/twin/pipeline.yaml and pipeline.yaml are both called "numbers"')
    }
    expect(project.contents('artifacts/numbers')).toEqual(before)

    project.edit('pipelines/twin/pipeline.yaml', 'name: numbers', 'name: twin')
    expect((await project.run('-p', 'pipelines/twin/pipeline.yaml')).code).toBe(0)
    expect(project.json('artifacts/numbers/sum/total.json')).toBe(12)
  })

  test('are none where the other has moved or has another name by now', async () => {
    const project = new ProjectRig({
      ...numbersProject,
      'pipelines/twin/pipeline.yaml': other,
      'pipelines/twin/data/numbers.json': [4],
    })
    await project.run()
    project.edit('pipeline.yaml', 'name: numbers', 'name: renamed')
    expect((await project.run('-p', 'pipelines/twin/pipeline.yaml')).code).toBe(0)
    expect(project.json('artifacts/numbers/sum/total.json')).toBe(8)
  })
})
