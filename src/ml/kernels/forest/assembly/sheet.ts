// Byte offsets in a thread's sheet: the same numbers as in `../sheet.ts`.
export const RANKS: usize = 0
export const COLUMNS: usize = 4
export const ENTRIES: usize = 8
export const SPARE: usize = 12
export const KEYS: usize = 16
export const SPARE_KEYS: usize = 20
export const COUNTERS: usize = 24
export const RECORDS: usize = 28
export const CLASSES: usize = 32
export const CRITERION: usize = 36
export const ITEM_BITS: usize = 40
export const CLASS_BITS: usize = 44
export const TOTALS: usize = 48
export const LEFT: usize = 52
export const MISSING: usize = 56
export const FEATURES: usize = 60
export const MIN_ROWS: usize = 64
export const MIN_WEIGHT: usize = 72
export const TOTAL_WEIGHT: usize = 80
export const BEST_SCORE: usize = 88
export const BEST_FEATURE: usize = 96
export const BEST_RANK: usize = 100
export const NEXT_RANK: usize = 104
export const MISSING_LEFT: usize = 108
export const LOW_ROW: usize = 112
export const HIGH_ROW: usize = 116
export const LOW_RANK: usize = 120
export const HIGH_RANK: usize = 124
export const PURE: usize = 128
export const TARGETS: usize = 132
export const TABLES: usize = 136
export const SHARES: usize = 140
export const BEST_CUT: usize = 144

/** No missing values among the rows: the side that they go to is open. */
export const NONE_MISSING: u32 = 2

/** Notes a split that is better than the best so far; of equally good ones the first stays. */
export function note(sheet: usize, score: f64, feature: u32, rank: u32, next: u32, missingLeft: u32): void {
  if (!(score > load<f64>(sheet, BEST_SCORE))) return
  store<f64>(sheet, score, BEST_SCORE)
  store<u32>(sheet, feature, BEST_FEATURE)
  store<u32>(sheet, rank, BEST_RANK)
  store<u32>(sheet, next, NEXT_RANK)
  store<u32>(sheet, missingLeft, MISSING_LEFT)
}
