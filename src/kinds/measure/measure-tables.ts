import type { Fact, Question } from '../../engine/contracts/measure.ts'
import { currentSession } from '../../table/current-session.ts'
import { describeRelation } from '../../table/describe-relation.ts'
import { parquetRelation } from '../../table/parquet-relation.ts'
import { foundRows } from './found-rows.ts'
import { measureTable, type TableQuestion } from './measure-table.ts'

/**
 * Answers questions about tables, one fact a question. Each table is read once for all that can be counted in one pass,
 * again for each key, and for examples only where there is something to show.
 *
 * @param paths Parquet files by the names that queries know them by
 */
export async function measureTables(
  paths: Readonly<Record<string, string>>,
  questions: readonly Question[],
): Promise<Fact[]> {
  const session = currentSession()
  const facts = new Map<Question, Fact>()
  for (const [output, path] of Object.entries(paths)) {
    const own = questions.filter((question): question is TableQuestion => isAbout(question, output))
    if (own.length === 0) continue
    const relation = await parquetRelation(session, path)
    const found = await measureTable(relation, await describeRelation(relation), own)
    for (const [i, question] of own.entries()) facts.set(question, found[i]!)
  }
  for (const question of questions) {
    if (question.ask === 'found') facts.set(question, await foundRows(session, paths, question.sql))
  }
  return questions.map((question) => facts.get(question) ?? { problem: `a table has no answer to "${question.ask}"` })
}

function isAbout(question: Question, output: string): question is TableQuestion {
  return 'output' in question && question.output === output && question.ask !== 'value'
}
