import type { Task } from '../task.ts'

function batch(learner: string, against: string, threads: number, most: number, aim: number): Task {
  return {
    name: `predict ${learner}, ${threads} ${threads === 1 ? 'thread' : 'threads'}`,
    data: ['binary-100k', 'binary-100k-test'],
    ours: ['ours/predict.ts', learner, 'binary-100k', String(threads)],
    reference: ['peers/predict.py', learner, 'binary-100k', String(threads)],
    against: `${against}, ${threads}`,
    most: { wall: most, peak: 1.2 },
    aim,
  }
}

/** 500,000 rows by boosting of 100 trees of depth 6; 50,000 rows by forests of 100 unlimited trees. */
export const tasks: Task[] = [
  batch('boosting', 'xgboost inplace_predict', 1, 0.5, 0.25),
  batch('boosting', 'xgboost inplace_predict', 2, 0.5, 0.25),
  batch('forest', 'scikit-learn', 1, 0.8, 0.4),
  batch('forest', 'scikit-learn', 2, 0.8, 0.4),
  {
    // What counts is absolute, in microseconds: p50 10, p99 50, aims 3 and 10. The ratio measures Python.
    name: 'predict one row, boosting',
    data: ['binary-100k'],
    ours: ['ours/predict-row.ts', 'binary-100k'],
    reference: ['peers/predict-row.py', 'binary-100k'],
    against: 'xgboost inplace_predict, 2,000 of 100,000 rows',
    most: { wall: 5, peak: 1.2 },
    aim: 1,
  },
]
