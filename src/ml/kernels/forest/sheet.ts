/**
 * A thread's sheet: 256 bytes of its memory that tell kernels where its arrays lie, by which rules it splits, and in
 * which they leave what they found. Byte offsets; `assembly/sheet.ts` has the same. A number is an unsigned 32-bit one
 * unless it is said to be a double.
 *
 * An *entry* is 8 bytes: the row, then its item. A node of a tree is a stretch of entries, rows upwards.
 * An *item* is `times << classBits | class`: how often the row counts in this tree, and its class.
 * A *record* is two doubles, by row: its weight, then its class, or of numbers its weighted target.
 */
export const sheetAt = {
  /** Ranks of all rows, row after row: that of row `i`, feature `j` is number `i * columns + j`. */
  ranks: 0,
  columns: 4,
  entries: 8,
  /** Room for as many entries. */
  spare: 12,
  /** Room for a key for each entry: 4 bytes of `searchPacked`, 8 of all others. */
  keys: 16,
  spareKeys: 20,
  /** Room for 65,537 numbers. */
  counters: 24,
  /** 0 where items say it all. */
  records: 28,
  /** 0 for numbers. */
  classes: 32,
  /** Of classes: 0 gini, 1 entropy. */
  criterion: 36,
  itemBits: 40,
  classBits: 44,
  /** Doubles: the weight of each class in the node, or the one sum of weighted targets. */
  totals: 48,
  /** Room for twice as many. */
  left: 52,
  /** A number a feature: the rank that stands for a missing value, `noRank` where none is. */
  missing: 56,
  /** Numbers of features in the order in which they are looked at. */
  features: 60,
  /** Rows that each side must have, at least 1. */
  minRows: 64,
  /** Double: weight that each side must have. */
  minWeight: 72,
  /** Double: weight of the node, as `weighNode` left it. */
  totalWeight: 80,
  /** Double: score of the best split so far. What follows is that split; `assembly/sheet.ts: note` writes it. */
  bestScore: 88,
  bestFeature: 96,
  /** Rows of this rank and below go left. */
  bestRank: 100,
  /** The next rank among the node's rows. */
  nextRank: 104,
  /** 1: missing values go left. `noneMissing`: the node has none. */
  missingLeft: 108,
  /** A row of `bestRank` and one of `nextRank`, as `splitRows` found them: the threshold lies between their values. */
  lowRow: 112,
  highRow: 116,
  /** The least and the greatest rank that `sortRows` saw. */
  lowRank: 120,
  highRank: 124,
  /** 1 when all rows of the node have the same target. */
  pure: 128,
  /** Doubles, the target of each row: only for numbers. */
  targets: 132,
  /** A number a feature: where the doubles lie that its ranks stand for. Only for drawn splits, as the next two. */
  tables: 136,
  /** Doubles from 0 to below 1, one for each of `features`: where between the least and the greatest value to split. */
  shares: 140,
  /** Double: the threshold of the best split so far. */
  bestCut: 144,
} as const

export const sheetBytes = 256
export const noRank = 0xffffffff
export const noneMissing = 2
/** Room for counters, in numbers. */
export const counterCount = 65537
