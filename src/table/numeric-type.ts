const numeric = /^(U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER|FLOAT|DOUBLE|DECIMAL\(.*\))$/

/** Whether a column's type is one of numbers, by DuckDB's name of it. */
export function isNumericType(type: string): boolean {
  return numeric.test(type)
}
