import { sqlName, type Table } from 'millrace'

export interface Fact {
  readonly name: string
  readonly value: string
}

const shown = (count: number) => count.toLocaleString('en-US')

/** How many rows, of which period, and how the target is spread over them: counts of classes, or mean and range. */
export async function describeRows(
  rows: Table,
  {
    target,
    classes,
    time,
    noun,
  }: { target: string; classes?: readonly string[] | undefined; time?: string | undefined; noun: string },
): Promise<readonly Fact[]> {
  const total = await rows.count()
  const facts: Fact[] = [{ name: noun, value: shown(total) }]
  if (total === 0) return facts
  if (time !== undefined) {
    const column = sqlName(time)
    const [span] = await rows
      .sql(`SELECT CAST(min(${column}) AS VARCHAR) AS a, CAST(max(${column}) AS VARCHAR) AS b FROM self`)
      .rows()
    facts.push({ name: 'period', value: `${span?.a} to ${span?.b}` })
  }
  const column = sqlName(target)
  if (classes === undefined) {
    const [range] = await rows
      .sql(`SELECT avg(${column}) AS mean, min(${column}) AS low, max(${column}) AS high FROM self`)
      .rows()
    const [mean, low, high] = [range?.mean, range?.low, range?.high].map((value) =>
      String(Number(Number(value).toPrecision(4))),
    )
    return [...facts, { name: target, value: `${mean} on average, from ${low} to ${high}` }]
  }
  const counts = await rows
    .sql(`SELECT CAST(${column} AS VARCHAR) AS class, count(*) AS n FROM self GROUP BY ALL`)
    .rows()
  const of = new Map(counts.map(({ class: name, n }) => [String(name), Number(n)]))
  const words = classes.map(
    (name) => `${name} ${shown(of.get(name) ?? 0)} (${((100 * (of.get(name) ?? 0)) / total).toFixed(1)} %)`,
  )
  return [...facts, { name: target, value: words.join(', ') }]
}
