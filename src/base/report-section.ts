/** The parts of a report in the order of a reader's questions. Each stage stands in one of them. */
export const reportSections = [
  'data',
  'split',
  'balance',
  'training',
  'evaluation',
  'calibration',
  'explanations',
  'bias',
  'drift',
  'leaks',
] as const

export type ReportSection = (typeof reportSections)[number]
