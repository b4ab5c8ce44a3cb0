import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { ProjectRig } from '../rig/project-rig.ts'
import { numbersProject } from '../rig/sample-stages.ts'

const small = String(numbersProject['pipeline.yaml']).replaceAll('use: stages', 'use: ../../stages')

/** Where a page leads to, from the root of the project; places on the page itself are left out. */
function linksOf(project: ProjectRig, page: string): string[] {
  const found = [...project.read(page).matchAll(/href="([^"#]+)"/g)].map(([, href]) => decodeURIComponent(href!))
  return [...new Set(found.map((href) => join(dirname(page), href)))]
}

describe('the list of pipelines', () => {
  test('leads to the report of each, says how its last run ended, and forgets what was removed', async () => {
    const project = new ProjectRig({
      ...numbersProject,
      'pipelines/small/pipeline.yaml': small.replace('name: numbers', 'name: small'),
      'pipelines/small/data/numbers.json': [1, 2, 3],
    })
    await project.run()
    await project.run('--pipeline', 'pipelines/small/pipeline.yaml')
    expect(linksOf(project, 'reports/index.html')).toEqual([
      'pipelines/small/reports/small.html',
      'reports/numbers.html',
    ])
    expect(linksOf(project, 'reports/numbers.html')).toEqual(['reports/index.html'])
    expect(linksOf(project, 'pipelines/small/reports/small.html')).toEqual(['reports/index.html'])

    project.edit('stages/judge.ts', "inputs.total > params.limit ? 'over' : 'under'", "JSON.parse('{')")
    const failed = await project.run()
    expect(failed.code).toBe(1)
    const page = project.read('reports/index.html')
    expect(page).toContain('1 pipeline failed in the last run')
    expect(page.indexOf('Last run failed')).toBeLessThan(page.indexOf('Last run succeeded'))

    await project.run('clean')
    expect(linksOf(project, 'reports/index.html')).toEqual(['pipelines/small/reports/small.html'])
    expect(project.read('reports/index.html')).toContain('npx tsx run-pipeline report')
    for (const link of linksOf(project, 'reports/index.html')) expect(existsSync(project.path(link))).toBe(true)
  })

  test('leads to comparisons, which say what differs in the making and in what came out', async () => {
    const project = new ProjectRig(numbersProject)
    await project.run()
    await project.run('--set', 'sum.start=50')
    const { stderr } = await project.run('diff', '--html')
    const path = /^Comparison: (.*)$/m.exec(stderr)![1]!
    expect(linksOf(project, 'reports/index.html')).toContain(path)
    expect(linksOf(project, path)).toEqual(['reports/index.html', 'reports/numbers.html'])
    const page = project.read(path)
    expect(page).toContain('1 parameter differs in the making.')
    expect(page).toContain('sum.start')
  })
})
