/** The floors of the house: a file imports its own room or a room on a lower floor. See docs/layout.md. */
export const floors: Readonly<Record<string, number>> = {
  base: 1,
  table: 2,
  ml: 2,
  sports: 2,
  report: 2,
  engine: 2,
  kinds: 3,
  languages: 3,
  remote: 3,
  registry: 3,
  serving: 4,
  monitoring: 4,
  project: 5,
  'index.ts': 6,
  studio: 6,
  cli: 7,
}

/** What stages may import, as a user's stage would: the package by its own name, and what lies beside them. */
export const stageImports = ['millrace', 'millrace/ml', 'millrace/sports', 'millrace/report']
