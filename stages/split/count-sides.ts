import { sqlName, type Table } from 'millrace'
import type { TableFigure } from 'millrace/report'

export interface Side {
  readonly rows: number
  readonly classes?: Readonly<Record<string, number>>
}

/** Rows of one side, by class where there is a target. */
export async function countSide(rows: Table, target: string | undefined): Promise<Side> {
  if (target === undefined) return { rows: await rows.count() }
  const counts = await rows
    .sql(
      `SELECT coalesce(CAST(${sqlName(target)} AS VARCHAR), 'NULL') AS class, count(*) AS n FROM self GROUP BY ALL ORDER BY ALL`,
    )
    .rows()
  return {
    rows: await rows.count(),
    classes: Object.fromEntries(counts.map(({ class: name, n }) => [String(name), Number(n)])),
  }
}

/** Both sides beside one another: rows, and the share of each class. */
export function sidesFigure(train: Side, test: Side): TableFigure {
  const total = train.rows + test.rows
  const names = [...new Set([...Object.keys(train.classes ?? {}), ...Object.keys(test.classes ?? {})])].sort()
  const cells = (label: string, a: number, b: number) => [label, a, (100 * a) / train.rows, b, (100 * b) / test.rows]
  const share = ((100 * test.rows) / total).toFixed(1)
  return {
    type: 'table',
    title: `${test.rows} of ${total} rows (${share} %) are kept for the test`,
    subtitle: `n = ${total}`,
    description: `${train.rows} rows to learn from, ${test.rows} to be judged on.`,
    columns: [
      { label: 'class' },
      { label: 'train', unit: 'rows', align: 'right', digits: 0, meaning: 'Rows to learn from.' },
      { label: 'share', unit: '%', align: 'right', digits: 1, meaning: 'Share of the training rows.' },
      { label: 'test', unit: 'rows', align: 'right', digits: 0, meaning: 'Rows to be judged on.' },
      { label: 'share', unit: '%', align: 'right', digits: 1, meaning: 'Share of the test rows.' },
    ],
    rows: [
      ...names.map((name) => cells(name, train.classes?.[name] ?? 0, test.classes?.[name] ?? 0)),
      cells('all', train.rows, test.rows),
    ],
  }
}
