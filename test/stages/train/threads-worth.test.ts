import { expect, test } from 'vitest'
import type { TrainParams } from '../../../stages/train/params.ts'
import { threadsWorth } from '../../../stages/train/threads-worth.ts'

test.each([
  ['boosting', 100_000, 4, 1],
  ['boosting', 1_600_000, 4, 3],
  ['boosting', 30_000_000, 4, 4],
  ['randomForest', 100_000, 4, 4],
])('a fit of %s of %i values is given, of %i threads, %i', (learner, values, threads, given) => {
  expect(threadsWorth({ learner } as TrainParams, values, threads)).toBe(given)
})
