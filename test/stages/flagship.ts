import { readFileSync } from 'node:fs'
import { Table } from 'millrace'
import { parse } from 'yaml'
import preprocess from '../../stages/preprocess.ts'
import elo from '../../stages/sports/elo.ts'
import { runSqlStage, runStage } from './run-stage.ts'

interface PipelineFile {
  readonly stages: Readonly<Record<string, { readonly params?: Readonly<Record<string, unknown>> }>>
}

const root = new URL('../../', import.meta.url)

/** The parameters of a pipeline file in the repository, so that tests run what the pipeline runs. */
export function pipelineParams(path: string): (stage: string) => Readonly<Record<string, unknown>> {
  const file = parse(readFileSync(new URL(path, root), 'utf8')) as PipelineFile
  return (stage) => file.stages[stage]?.params ?? {}
}

export type Match = Readonly<{
  date: string
  home_team: string
  away_team: string
  home_score: number | null
  away_score: number | null
}>

/** The 1,520 matches of the flagship as plain records. */
export function flagshipMatches(): Match[] {
  const text = readFileSync(new URL('node_modules/vega-datasets/data/football.json', root), 'utf8')
  const records = JSON.parse(text) as (Match & { readonly division: string })[]
  return records.filter(({ division }) => division === 'Primera Division').map(({ division: _, ...match }) => match)
}

/** From matches to the features of every team, by the parameters of `pipeline.yaml`. */
export async function everyTeamsFeatures(matches: readonly Match[], changes: Readonly<Record<string, unknown>> = {}) {
  const params = pipelineParams('pipeline.yaml')
  const types = { date: 'DATE', home_score: 'BIGINT', away_score: 'BIGINT' }
  const rated = await runStage(elo, { matches: Table.from(matches, { types }) }, params('elo'))
  const teams = runSqlStage('stages/sports/team-matches.sql', { matches: rated.table })
  return runStage(preprocess, { table: teams }, { ...params('features'), ...changes })
}

/** Those of the flagship's team. */
export async function flagshipFeatures(matches: readonly Match[]) {
  const { table, features } = await everyTeamsFeatures(matches)
  const params = pipelineParams('pipeline.yaml')('madrid') as { readonly team: string }
  return { table: runSqlStage('stages/sports/one-team.sql', { features: table }, params), features }
}
