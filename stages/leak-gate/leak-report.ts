/** The checks by their stable names, in the order in which the report lists them. */
export const leakChecks = [
  'better-than-odds',
  'single-feature-gives-target',
  'pair-gives-target',
  'same-period-component',
  'name-shares-stem',
  'shared-rows',
  'newer-than-cutoff',
  'trend',
] as const

export type LeakCheck = (typeof leakChecks)[number]

export interface LeakWarning {
  readonly name: LeakCheck
  /** Columns that it is about; empty where it is about rows or the target. For `better-than-odds`, the model. */
  readonly features: readonly string[]
  readonly seen: number
  readonly limit: number
  /** What was seen and what it means, with its numbers. */
  readonly why: string
  readonly whatToDo: string
}

export interface AllowedLeak extends LeakWarning {
  /** The reason that the pipeline file gives. */
  readonly because: string
}

/** One check as the table on the report shows it. */
export interface CheckedLeak {
  readonly name: LeakCheck
  /** What was looked at, or what is missing to look. */
  readonly looked: string
  readonly done: boolean
  readonly warnings: readonly LeakWarning[]
}

export interface LeakReport {
  readonly warnings: readonly LeakWarning[]
  readonly allowed: readonly AllowedLeak[]
  readonly count: number
  /** Warnings by check, 0 where there are none. */
  readonly byName: Readonly<Record<LeakCheck, number>>
  /** Checks for which something was missing. */
  readonly notChecked: readonly LeakCheck[]
  /** Each feature by itself: AUC or R², null where too few rows have a value. */
  readonly strength: readonly { readonly feature: string; readonly value: number | null; readonly rows: number }[]
  readonly measure: 'AUC' | 'R²'
}

/** Sorts out what the pipeline file allows. */
export function leakReport(
  checked: readonly CheckedLeak[],
  allow: readonly { readonly check: LeakCheck; readonly feature?: string | undefined; readonly because: string }[],
  strength: Pick<LeakReport, 'strength' | 'measure'>,
): LeakReport {
  const reasonOf = ({ name, features }: LeakWarning) =>
    allow.find(({ check, feature }) => check === name && (feature === undefined || features.includes(feature)))?.because
  const all = checked.flatMap(({ warnings }) => warnings)
  const warnings = all.filter((warning) => reasonOf(warning) === undefined)
  return {
    warnings,
    allowed: all.flatMap((warning) => {
      const because = reasonOf(warning)
      return because === undefined ? [] : [{ ...warning, because }]
    }),
    count: warnings.length,
    byName: Object.fromEntries(
      leakChecks.map((name) => [name, warnings.filter((warning) => warning.name === name).length]),
    ) as Record<LeakCheck, number>,
    notChecked: checked.filter(({ done }) => !done).map(({ name }) => name),
    ...strength,
  }
}
