import { didYouMean, nearestName } from '../../base/did-you-mean.ts'
import type { Cell, Fact, Question } from '../../engine/contracts/measure.ts'
import { onlyRow } from '../../table/only-row.ts'
import { sqlName } from '../../table/quote.ts'
import type { Cell as TableCell } from '../../table/read-rows.ts'
import type { Column, Relation } from '../../table/relation.ts'
import { shownCell } from '../../table/shown-cell.ts'
import { type ColumnCondition, isDateType, isNaNSql, others, outside } from './column-condition.ts'
import { rowExamples, valueExamples } from './examples.ts'

export type TableQuestion = Exclude<Question, { ask: 'found' | 'value' }>

/** How one question is asked in the pass over the table that all share, and what is made of the answer. */
interface Part {
  /** What is selected, by a name that is made unique. */
  readonly select: Readonly<Record<string, string>>
  answer(row: Readonly<Record<string, TableCell>>, rows: number): Promise<Fact> | Fact
}

type Asked = Part | { readonly problem: string }

/** Facts about one table, one for each question. */
export async function measureTable(
  relation: Relation,
  columns: readonly Column[],
  questions: readonly TableQuestion[],
): Promise<Fact[]> {
  const asked: Asked[] = []
  for (const question of questions) asked.push(await ask(question, relation, columns))
  const parts = asked.flatMap((part, i) =>
    'problem' in part ? [] : Object.entries(part.select).map(([name, sql]) => `${sql} AS ${name}_${i}`),
  )
  const row = await onlyRow(relation, ['count(*) AS total', ...parts])
  const rows = Number(row.total)
  const facts: Fact[] = []
  for (const [i, part] of asked.entries()) {
    if ('problem' in part) {
      facts.push({ problem: part.problem, rows })
      continue
    }
    const own = Object.fromEntries(Object.keys(part.select).map((name) => [name, row[`${name}_${i}`]!]))
    facts.push({ ...(await part.answer(own, rows)), rows })
  }
  return facts
}

async function ask(question: TableQuestion, relation: Relation, columns: readonly Column[]): Promise<Asked> {
  if (question.ask === 'rows') return { select: {}, answer: (_, rows) => ({ value: rows }) }
  const names = question.ask === 'repeated' ? question.columns : [question.column]
  const missing = names.find((name) => !columns.some((column) => column.name === name))
  if (missing !== undefined) return { problem: noColumn(missing, columns) }
  if (question.ask === 'repeated') return repeated(question.columns, relation)

  const column = columns.find(({ name }) => name === question.column)!
  const name = sqlName(column.name)
  switch (question.ask) {
    case 'type':
      return { select: {}, answer: () => ({ value: column.type }) }
    case 'nulls':
      return counted(`${name} IS NULL`, (condition) => rowExamples(relation, columns, column, condition))
    case 'outside':
      return withRange(column, await outside(relation.session, column, question), (condition) =>
        rowExamples(relation, columns, column, condition),
      )
    case 'others':
      return conditioned(others(column, question), (condition) => valueExamples(relation, [column.name], condition))
    case 'newest':
      return newest(column)
  }
}

type FindExamples = (condition: string) => Promise<Fact['examples']>

function conditioned(condition: ColumnCondition, find: FindExamples): Asked {
  return 'problem' in condition ? condition : counted(condition.sql, find)
}

function counted(condition: string, find: FindExamples): Part {
  return {
    select: { found: `count(*) FILTER (${condition})` },
    async answer({ found }) {
      const value = Number(found)
      return { value, ...(value === 0 ? {} : { examples: (await find(condition))! }) }
    },
  }
}

/** With the least and the greatest value that there is, NaN apart. */
function withRange(column: Column, condition: ColumnCondition, find: FindExamples): Asked {
  if ('problem' in condition) return condition
  const inner = counted(condition.sql, find)
  const value = `CASE WHEN NOT ${isNaNSql(column)} THEN ${sqlName(column.name)} END`
  return {
    select: { ...inner.select, lowest: `min(${value})`, highest: `max(${value})` },
    answer: async (row, rows) => ({ ...(await inner.answer(row, rows)), ...ends(row) }),
  }
}

function ends({ lowest, highest }: Readonly<Record<string, TableCell>>): Pick<Fact, 'lowest' | 'highest'> {
  return lowest === null || lowest === undefined ? {} : { lowest: cell(lowest), highest: cell(highest) }
}

const cell = (value: TableCell | undefined): Cell => shownCell(value)

function newest(column: Column): Asked {
  if (!isDateType(column.type)) return { problem: `column "${column.name}" is ${column.type}, not a date or a time` }
  const name = sqlName(column.name)
  return {
    select: { newest: `max(CASE WHEN isfinite(${name}) THEN ${name} END)` },
    answer: ({ newest: found }) => ({ value: cell(found) }),
  }
}

/** A pass of its own. A key that has a missing part is like no other. */
function repeated(columns: readonly string[], relation: Relation): Part {
  const key = columns.map(sqlName)
  const whole = key.map((name) => `${name} IS NOT NULL`).join(' AND ')
  return {
    select: {},
    async answer() {
      const groups = `SELECT count(*) AS n FROM ${relation.name} WHERE ${whole} GROUP BY ${key.join(', ')}`
      const [row] = await relation.session.all(`SELECT coalesce(sum(n - 1), 0) FROM (${groups})`)
      const value = Number(row![0])
      return { value, ...(value === 0 ? {} : { examples: await valueExamples(relation, columns, whole, 2) }) }
    },
  }
}

function noColumn(name: string, columns: readonly Column[]): string {
  const names = columns.map((column) => column.name)
  const nearest = nearestName(name, names) === undefined ? '' : `${didYouMean(name, names)} `
  const list = names.length > 40 ? `${names.slice(0, 40).join(', ')}, …` : names.join(', ')
  return `there is no column "${name}". ${nearest}There are: ${list}.`
}
