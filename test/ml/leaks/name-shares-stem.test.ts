import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { nameSharesStem } from '../../../src/ml/index.ts'

describe('nameSharesStem', () => {
  it.each([
    ['co2', 'co2_per_capita'],
    ['co2', 'cumulativeCO2'],
    ['CO2', 'adjusted CO2'],
    ['total_sales', 'sales total in euro'],
    ['goals', 'goal_difference'],
  ])('%s is in %s', (target, feature) => expect(nameSharesStem(target, feature)).toBe(true))

  it.each([
    ['co2', 'co2e'],
    ['co2', 'population'],
    ['co2', 'co2_lag_12'],
    ['co2', 'previous_co2'],
    ['co2', 'co2_lag12'],
    ['y', 'days_y'],
    ['total_sales', 'total'],
    ['outcome', 'elo_difference'],
  ])('%s is not in %s', (target, feature) => expect(nameSharesStem(target, feature)).toBe(false))

  it('believes a description that says the value is from before', () => {
    expect(nameSharesStem('points', 'points_5')).toBe(true)
    expect(nameSharesStem('points', 'points_5', 'Mean points over the last 5 matches')).toBe(false)
  })

  it('raises no alarm over the features of the flagship', () => {
    const text = readFileSync(new URL('../../../pipeline.yaml', import.meta.url), 'utf8')
    const { params } = parse(text).stages.features
    const named = params.features.filter(({ name }: { name: string }) => nameSharesStem(params.target, name))
    expect(params.features).toHaveLength(20)
    expect(named).toEqual([])
  })
})
