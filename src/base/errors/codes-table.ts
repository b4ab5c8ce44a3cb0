/** Reading, querying and writing tables. */
export const tableCodes = {
  E_TABLE_COLUMN: 'A table does not have the column that was asked for.',
  E_TABLE_TYPE: 'A column has a type that this use cannot take.',
  E_TABLE_QUERY: 'DuckDB refused a query.',
  E_TABLE_LABEL: 'A label is missing, or is not one of the classes that were declared.',
  E_TABLE_SESSION: 'A table is read after its DuckDB session was closed.',
  E_TABLE_VALUE: 'A value cannot be stored in the column it was given for.',
  E_CSV_QUOTE: 'A quoted CSV field is never closed.',
  E_CSV_HEADER: 'A CSV file has no header line, or its header has empty or repeated names.',
  E_CSV_ENCODING: 'A file is not in the encoding that was said.',
  E_JSON_RECORDS: 'A JSON file is not an array of records.',
  E_INPUT_FORMAT: 'A file is of a format that cannot be read as a table.',
  E_INPUT_EMPTY: 'An input has no rows.',
} as const
