import { expect, test } from 'vitest'
import { reportSections } from '../../src/base/report-section.ts'
import { groupStages, unasked } from '../../src/report/page/group-stages.ts'
import { sampleModel } from './sample-model.ts'

test('stages stand in the parts of the report in their order, and none is lost', () => {
  const groups = groupStages([...sampleModel.stages].reverse())
  const sections = groups.map(({ section }) => section)
  expect(sections).toEqual(reportSections.filter((section) => sections.includes(section)))
  expect(groups.flatMap(({ stages }) => stages).length).toBe(sampleModel.stages.length)
})

test('a report on a model names what nobody asked; one without a model has nothing to name', () => {
  const groups = groupStages(sampleModel.stages)
  expect(unasked(groups)).toEqual(['drift', 'leaks'])
  expect(unasked(groups.filter(({ section }) => section === 'data'))).toEqual([])
})
