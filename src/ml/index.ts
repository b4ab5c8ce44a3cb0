/** `millrace/ml`: learning from tables and judging what was learnt. Arrays in, numbers out. */

// Numbers and labels
export type { Labels, Matrix } from '../base/matrix.ts'
// Models
export type { Classifier, Probabilities } from './model.ts'
export * from './signatures.ts'
