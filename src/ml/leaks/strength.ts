/** How well one column, or one expression, gives the target by itself. */
export interface Strength {
  /**
   * AUC (classes, mean over them one against the rest) or R² (numbers); 1 gives the target away. NaN where there are too
   * few rows to say.
   */
  readonly value: number
  readonly measure: 'AUC' | 'R²'
  /** Rows that it rests on: those where the column has a value, or all where "missing" says something, too. */
  readonly rows: number
}

/** With fewer rows, or fewer of a class, a perfect order is no proof: five of twenty come first by chance once in 15,504 draws. */
export const leastRows = 20
export const leastOfClass = 5
