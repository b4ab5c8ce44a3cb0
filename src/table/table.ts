import type { Sha256 } from '../base/hash.ts'
import type { ColumnSource, Labels, Matrix } from '../base/matrix.ts'
import { tableBrand } from './brand.ts'
import { columnNamed } from './column-named.ts'
import { contentDigest } from './content-digest.ts'
import { currentSession } from './current-session.ts'
import { describeRelation } from './describe-relation.ts'
import { loadColumns } from './load-columns.ts'
import { parquetRelation } from './parquet-relation.ts'
import { orQueryError } from './query-error.ts'
import { type QueryOptions, queryRelation } from './query-relation.ts'
import { sqlName } from './quote.ts'
import { distinctCategories } from './read-categories.ts'
import { type ColumnData, readColumn } from './read-column.ts'
import { readLabels } from './read-labels.ts'
import { assertNumeric, readMatrix } from './read-matrix.ts'
import { type Cell, readRows } from './read-rows.ts'
import type { Column, Relation, RelationSource } from './relation.ts'
import type { Session } from './session.ts'
import type { TypedColumn } from './typed-column.ts'
import { type TableValues, valuesToColumns } from './values-to-columns.ts'

declare const tagBrand: unique symbol

export interface MatrixOptions {
  /** Default: all columns but the target, in the table's order. */
  readonly features?: readonly string[] | undefined
  readonly target?: string | undefined
  /** The classes and their order. Default: the distinct labels, ascending. */
  readonly classes?: readonly string[] | undefined
  /**
   * Features that are categories, each with its categories: they are read as codes 0, 1, 2, … into the list, also from
   * columns of text. NULL, and what is not in the list, is NaN.
   */
  readonly categories?: Readonly<Record<string, readonly string[]>> | undefined
}

/**
 * Rows in typed columns: a relation in DuckDB, made when it is first asked for.
 *
 * What `sql` gives is lazy. A query over it is optimised together with it. The first full read (`count`, `column`,
 * `matrix`, `values`, `rows` without a limit, `digest`) executes it once into a table that later reads use; `rows` with
 * a limit and `head` look at its beginning only, and `writeParquet` streams it without keeping it. The tag, such as
 * `train`, exists in types alone: a `Table<'test'>` cannot be handed to what takes a `Table<'train'>`.
 */
export class Table<Tag extends string = string> implements RelationSource {
  readonly [tableBrand] = true
  declare readonly [tagBrand]?: Tag
  readonly session: Session
  #make: (() => Promise<Relation>) | undefined
  readonly #isQuery: boolean
  #made: Promise<Relation> | undefined
  #kept: Promise<Relation> | undefined
  #columns: Promise<readonly Column[]> | undefined
  #rows: Promise<number> | undefined

  private constructor(session: Session, make: () => Promise<Relation>, isQuery: boolean) {
    this.session = session
    this.#make = make
    this.#isQuery = isQuery
  }

  /**
   * A table of plain values: an array of records, or a record of arrays or typed arrays.
   * Numbers become DOUBLE, bigints BIGINT, Dates DATE or (unless all are at midnight UTC) TIMESTAMP, null NULL.
   * @param options.types DuckDB types by column, where others are wanted
   * @throws E_TABLE_VALUE, at once, naming column and row of a value that does not fit
   */
  static from(
    values: TableValues,
    { types }: { readonly types?: Readonly<Record<string, string>> } = {},
    session: Session = currentSession(),
  ): Table {
    const { rows, columns, casts } = valuesToColumns(values, types)
    return new Table(
      session,
      async () => {
        const loaded = await loadColumns(session, columns, rows)
        if (casts.size === 0) return loaded
        const name = session.freshName()
        const cells = columns.map((column) => {
          const type = casts.get(column.name)
          return type === undefined
            ? sqlName(column.name)
            : `CAST(${sqlName(column.name)} AS ${type}) AS ${sqlName(column.name)}`
        })
        const text = `CREATE TABLE ${name} AS SELECT ${cells.join(', ')} FROM ${loaded.name}`
        await orQueryError(() => session.run(text))
        return { session, name }
      },
      false,
    )
  }

  /** A table of typed columns, as `column` gives them, all of `rows` values. */
  static ofColumns(columns: readonly TypedColumn[], rows: number, session: Session = currentSession()): Table {
    return new Table(session, () => loadColumns(session, columns, rows), false)
  }

  /** The table in a Parquet file. Columns are read when they are asked for. */
  static parquet(path: string, session: Session = currentSession()): Table {
    return new Table(session, () => parquetRelation(session, path), false)
  }

  /** A query over named tables; see the method `sql`. */
  static query<Tag extends string = string>(
    query: string,
    tables: Readonly<Record<string, RelationSource & { readonly [tagBrand]?: Tag }>>,
    options: QueryOptions = {},
    session: Session = currentSession(),
  ): Table<Tag> {
    return new Table<Tag>(session, () => queryRelation(session, query, tables, options), true)
  }

  /**
   * One SELECT over this table, named `self`, and others by their names. Nothing runs until the result is read; then:
   * @throws E_TABLE_QUERY with the line and column inside the query when DuckDB refuses it
   * @throws E_SQL_VOLATILE when it calls a function whose result changes from run to run, unless `options.volatile`
   */
  sql(query: string, others?: Readonly<Record<string, Table<Tag>>>, options?: QueryOptions): Table<Tag>
  sql(query: string, others: Readonly<Record<string, Table>>, options?: QueryOptions): Table
  sql(query: string, others: Readonly<Record<string, Table>> = {}, options: QueryOptions = {}): Table {
    return Table.query(query, { ...others, self: this }, options, this.session)
  }

  /** The same rows under another tag. */
  withTag<Other extends string>(_tag: Other): Table<Other> {
    return this as unknown as Table<Other>
  }

  relation(): Promise<Relation> {
    if (this.#kept !== undefined) return this.#kept
    this.#made ??= this.#make!()
    // What it was made of, such as arrays, is not needed any more.
    this.#make = undefined
    return this.#made
  }

  computed(): Promise<Relation> {
    if (!this.#isQuery) return this.relation()
    this.#kept ??= this.relation().then(async ({ session, name }) => {
      const kept = session.freshName()
      const text = `CREATE TABLE ${kept} AS FROM ${name}`
      await orQueryError(() => session.run(text))
      return { session, name: kept }
    })
    return this.#kept
  }

  /** Executes the query of a lazy table now and keeps its rows. @returns this table */
  async materialize(): Promise<this> {
    await this.computed()
    return this
  }

  columns(): Promise<readonly Column[]> {
    this.#columns ??= this.relation().then(describeRelation)
    return this.#columns
  }

  /** How many rows. */
  count(): Promise<number> {
    this.#rows ??= this.computed().then(async ({ session, name }) =>
      Number((await session.all(`SELECT count(*) FROM ${name}`))[0]![0]),
    )
    return this.#rows
  }

  /** One column as an array. @throws E_TABLE_COLUMN with the nearest name */
  async column(name: string): Promise<ColumnData> {
    const column = columnNamed(await this.columns(), name)
    return readColumn(await this.computed(), column, await this.count())
  }

  /**
   * Features as a column-major matrix (NULL is NaN, true is 1) and, when a target is named, its labels as codes.
   * @throws E_TABLE_TYPE for a feature that is neither numeric nor boolean; E_TABLE_COLUMN; E_TABLE_LABEL
   */
  matrix(options: MatrixOptions & { readonly target: string }): Promise<{ features: Matrix; labels: Labels }>
  matrix(options?: MatrixOptions): Promise<{ features: Matrix; labels?: Labels }>
  async matrix({
    features,
    target,
    classes,
    categories = {},
  }: MatrixOptions = {}): Promise<{ features: Matrix; labels?: Labels }> {
    const columns = await this.columns()
    const label = target === undefined ? undefined : columnNamed(columns, target)
    const chosen = features?.map((name) => columnNamed(columns, name)) ?? columns.filter((column) => column !== label)
    for (const column of chosen) if (!Object.hasOwn(categories, column.name)) assertNumeric(column, 'a feature')
    const relation = await this.computed()
    const rows = await this.count()
    const matrix = await readMatrix(relation, chosen, rows, categories)
    if (label === undefined) return { features: matrix }
    return { features: matrix, labels: await readLabels(relation, label, rows, classes) }
  }

  /**
   * Features as `matrix` gives them, to be read a column at a time: a learner that takes them so never holds them all.
   * @throws E_TABLE_TYPE, E_TABLE_COLUMN as `matrix`
   */
  async columnSource({
    features,
    categories = {},
  }: Pick<MatrixOptions, 'features' | 'categories'> = {}): Promise<ColumnSource> {
    const all = await this.columns()
    const chosen = features?.map((name) => columnNamed(all, name)) ?? all
    for (const column of chosen) if (!Object.hasOwn(categories, column.name)) assertNumeric(column, 'a feature')
    const relation = await this.computed()
    const rows = await this.count()
    const read = (columns: readonly Column[]) => readMatrix(relation, columns, rows, categories)
    return {
      rows,
      columns: chosen.length,
      names: chosen.map(({ name }) => name),
      readColumn: async (j) => (await read([chosen[j]!])).data,
      readMatrix: () => read(chosen),
    }
  }

  /** The distinct values of a column as texts, ascending: what `matrix` takes as `categories`. @throws E_TABLE_TYPE */
  async categories(name: string): Promise<string[]> {
    const column = columnNamed(await this.columns(), name)
    return distinctCategories(await this.computed(), column, await this.count())
  }

  /** A numeric column for regression, NULL as NaN. @throws E_TABLE_TYPE when it is not numeric; E_TABLE_COLUMN */
  async values(target: string): Promise<Float64Array> {
    const column = columnNamed(await this.columns(), target)
    assertNumeric(column, 'a numeric target')
    return (await readMatrix(await this.computed(), [column], await this.count())).data
  }

  /** Rows as plain records: dates and timestamps as ISO text, 64-bit integers as numbers where they are exact. */
  async rows(part: { readonly limit?: number; readonly offset?: number } = {}): Promise<Record<string, Cell>[]> {
    return readRows(part.limit === undefined ? await this.computed() : await this.relation(), part)
  }

  /** The first rows, ten unless said. */
  head(n = 10): Promise<Record<string, Cell>[]> {
    return this.rows({ limit: n })
  }

  /** SHA-256 of the content: see `contentDigest`. */
  digest(): Promise<Sha256> {
    return contentDigest(this)
  }
}
