import type { Task } from '../task.ts'

function boosting(name: string, data: string, threads: number, most: Task['most'], aim: number, rounds = 100): Task {
  return {
    name: `boosting ${name}, ${threads} ${threads === 1 ? 'thread' : 'threads'}`,
    data: data === 'binary-10m' ? [data] : [data, `${data}-test`],
    ours: ['ours/boosting.ts', data, String(threads), String(rounds)],
    reference: ['peers/boosting.py', data, String(threads), String(rounds)],
    against: `xgboost hist, nthread ${threads}`,
    most,
    aim,
  }
}

/** Fits of depth 6, of 100 rounds unless said otherwise, binning included. */
export const tasks: Task[] = [
  boosting('100,000 x 20', 'binary-100k', 1, { wall: 0.8, cpu: 0.9 }, 0.5),
  boosting('100,000 x 20', 'binary-100k', 2, { wall: 0.8, cpu: 0.9 }, 0.5),
  boosting('1,000,000 x 28', 'binary-1m', 2, { wall: 1 }, 0.7),
  boosting('softprob 3,000 x 20 x 3', 'three-3k', 1, { wall: 0.4 }, 0.2),
  boosting('1,000,000 x 28', 'binary-1m', 1, { wall: 1 }, 0.7),
  boosting('10,000,000 x 28, 10 rounds', 'binary-10m', 2, { wall: 1 }, 0.7, 10),
  boosting('squared error 100,000 x 20', 'regression-100k', 1, { wall: 0.8, cpu: 0.9 }, 0.5),
]
