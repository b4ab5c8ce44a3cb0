import type { Column, ColumnData, Table as StageTable } from '../../table/index.ts'
import { previewTable, Table } from '../../table/index.ts'
import type { Freshness } from './freshness.ts'
import { displaySymbol, type MimeBundle } from './mime-bundle.ts'
import type { Row } from './pipeline-shape.ts'
import { type ReadFrom, type ReadList, readList } from './read-list.ts'
import { ReadFigure } from './read-value.ts'
import { type TableChart, tableChart } from './table-chart.ts'
import type { TableProfile } from './table-profile.ts'

/** A table as it is at one moment. */
export interface TableNow {
  readonly table: StageTable
  readonly freshness: Freshness
  /** Tells one content from another: digests of what it was made of. */
  readonly content: string
}

/**
 * A table that a stage gave, or a query over it. It is lazy: nothing is read until something is asked for, and every
 * question looks first whether files have changed since. What comes back says `stale` and why; a number that is read
 * (`count`) cannot, so ask `freshness()` beside it.
 *
 * The last result that there is is what is read, also when it is stale: reading runs nothing.
 */
export class PipelineTable<R extends object = Row> {
  /** `stage.output`, or the query. */
  readonly name: string
  readonly #look: () => Promise<TableNow>

  /** Tables come from `pipeline.table(…)` and `sql`. */
  constructor(name: string, look: () => Promise<TableNow>) {
    this.name = name
    this.#look = look
  }

  /**
   * How the stage of this table stands now.
   * @throws E_NEVER_RUN where it has no result, E_UNKNOWN_OUTPUT, E_KIND_MISMATCH
   * @example
   * const { stale, reasons } = await pipeline.table('rows.table').freshness()
   */
  async freshness(): Promise<Freshness> {
    return (await this.#look()).freshness
  }

  /**
   * The first rows as records, ten unless said. O(n).
   * @throws as `freshness`
   * @example
   * const rows = await pipeline.table('rows.table').head(3)
   * console.log(rows.length, rows.stale)
   */
  head(n = 10): Promise<ReadList<R>> {
    return this.rows({ limit: n })
  }

  /**
   * All rows, or some, as records: dates and timestamps as ISO text, 64-bit integers as numbers where they are exact.
   * @throws as `freshness`
   * @example
   * const rows = await pipeline.table('rows.table').rows({ offset: 2, limit: 2 })
   */
  async rows(part: { readonly limit?: number; readonly offset?: number } = {}): Promise<ReadList<R>> {
    const now = await this.#look()
    const rows = (await now.table.rows(part)) as unknown as R[]
    return readList(rows, this.#from(now, part.offset ?? 0))
  }

  /**
   * One column as an array: typed arrays for numbers, with `valid` (1 or 0 a row) where there are NULLs.
   * @throws E_TABLE_COLUMN with the nearest name; as `freshness`
   * @example
   * const { values } = await pipeline.table('rows.table').column('value')
   */
  async column(name: keyof R & string): Promise<ColumnData & { readonly freshness: Freshness }> {
    const { table, freshness } = await this.#look()
    return { ...(await table.column(name)), freshness }
  }

  /**
   * Names and DuckDB types of the columns, in their order. Reads no rows.
   * @throws as `freshness`; E_TABLE_QUERY for a query that DuckDB refuses
   * @example
   * const columns = await pipeline.table('rows.table').columns()
   * console.log(columns.map(({ name, type }) => `${name} ${type}`))
   */
  async columns(): Promise<ReadList<Column>> {
    const now = await this.#look()
    return readList(await now.table.columns(), this.#from(now))
  }

  /**
   * How many rows.
   * @throws as `freshness`
   * @example
   * console.log(await pipeline.table('rows.table').count())
   */
  async count(): Promise<number> {
    return (await this.#look()).table.count()
  }

  /**
   * Rows, and of each column type, nulls, distinct values, range and a histogram of 12 bins. Three passes over the data.
   * @throws as `freshness`
   * @example
   * const { rows, columns, stale } = await pipeline.table('rows.table').profile()
   * console.log(rows, columns[0], stale)
   */
  async profile(): Promise<TableProfile> {
    const { table, freshness } = await this.#look()
    const { stale, reasons } = freshness
    return { ...(await previewTable(table, { session: table.session })), freshness, stale, reasons }
  }

  /**
   * One SELECT over this table, which it names `self`, and over others by their names; it runs when its result is read. It is
   * stale when one of them is.
   * @throws when it is read: E_TABLE_QUERY with the line and column inside the query; E_SQL_VOLATILE for `random()`, `now()`
   * @example
   * const large = pipeline.table('rows.table').sql('SELECT name, value FROM self WHERE value > 3')
   * console.log(await large.count())
   */
  sql<Result extends object = Row>(
    query: string,
    // biome-ignore lint/suspicious/noExplicitAny: rows of any shape may be joined
    others: Readonly<Record<string, PipelineTable<any>>> = {},
  ): PipelineTable<Result> {
    let known: { readonly content: string; readonly table: StageTable } | undefined
    return new PipelineTable<Result>(query, async () => {
      const tables = await Promise.all(
        Object.entries({ ...others, self: this }).map(async ([name, table]) => [name, await table.#look()] as const),
      )
      const content = JSON.stringify([query, ...tables.map(([name, now]) => [name, now.content])])
      if (known?.content !== content) {
        const named = Object.fromEntries(tables.map(([name, { table }]) => [name, table]))
        known = { content, table: Table.query(query, named, {}, named.self!.session) }
      }
      return { table: known.table, content, freshness: together(tables.map(([, { freshness }]) => freshness)) }
    })
  }

  /**
   * A chart of the rows, as a Vega-Lite specification without its data; best of a query with few rows. In a notebook it is
   * drawn, and says "stale" and why when it is.
   * @throws as `freshness`; Error of Vega when it is shown, where the specification is wrong
   * @example
   * const chart = await pipeline.table('rows.table').chart({
   *   title: 'Values rise',
   *   mark: 'line',
   *   encoding: { x: { field: 'id', type: 'quantitative' }, y: { field: 'value', type: 'quantitative' } },
   * })
   * console.log(chart.stale)
   */
  async chart(chart: TableChart): Promise<ReadFigure> {
    const now = await this.#look()
    const { freshness, lookAgain } = this.#from(now)
    return new ReadFigure(this.name, tableChart(chart, await now.table.rows()), freshness, lookAgain)
  }

  /**
   * The rows as an Arrow table of the package `apache-arrow`: numbers, booleans, text, DATE and TIMESTAMP in Arrow's types of the
   * same width (DECIMAL as double, other types as text), NULL as null.
   * @throws as `freshness`
   * @example
   * const arrow = await pipeline.table('rows.table').toArrow()
   * console.log(arrow.numRows, arrow.schema.fields.map(String))
   */
  async toArrow(): Promise<import('apache-arrow').Table> {
    const { toArrow } = await import('./to-arrow.ts')
    return toArrow((await this.#look()).table)
  }

  /**
   * The table as a stage has it, with `matrix`, `values` and all else: as it is now; it does not follow later changes.
   * @throws as `freshness`
   * @example
   * const { features } = await (await pipeline.table('rows.table').toTable()).matrix({ features: ['value'] })
   * console.log(features.rows)
   */
  async toTable(): Promise<StageTable> {
    return (await this.#look()).table
  }

  /** Jupyter's rich display: types, nulls, a histogram a column, the first and the last rows; "stale" and why. */
  async [displaySymbol](): Promise<MimeBundle> {
    const { displayTable } = await import('./display/display-table.ts')
    return displayTable(this)
  }

  #from({ freshness, content }: TableNow, offset = 0): ReadFrom {
    return {
      freshness,
      lookAgain: async () => {
        const now = await this.#look()
        return now.content === content || now.freshness.stale ? now.freshness : replaced(now.freshness)
      },
      display: async (items, now) => {
        const { displayRows } = await import('./display/display-rows.ts')
        return displayRows(this.name, items, offset, now)
      },
    }
  }
}

/** Of a value that was read before its stage gave another one. */
export function replaced({ stage }: Freshness): Freshness {
  return { stage, state: 'stale', stale: true, reasons: [`${stage} has given another result since this was read`] }
}

function together(all: readonly Freshness[]): Freshness {
  const stale = all.filter((each) => each.stale)
  return stale[0] === undefined
    ? all.at(-1)!
    : { ...stale[0], reasons: [...new Set(stale.flatMap(({ reasons }) => reasons))] }
}
