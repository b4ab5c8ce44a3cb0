import type { Task } from '../task.ts'

const data = ['binary-100k', 'binary-100k-test']

/** Fits of 100,000 x 20 with C = 1; the objectives that both reach stand in the table. */
export const tasks: Task[] = [
  {
    name: 'logistic regression 100,000 x 20, 1 thread',
    data,
    ours: ['ours/logistic.ts', 'binary-100k', '1'],
    reference: ['peers/logistic.py', 'binary-100k', '1'],
    against: 'scikit-learn lbfgs',
    most: { wall: 1.5 },
    aim: 0.8,
  },
  {
    name: 'logistic regression 1,000,000 x 28, 2 threads',
    data: ['binary-1m', 'binary-1m-test'],
    ours: ['ours/logistic.ts', 'binary-1m', '2'],
    reference: ['peers/logistic.py', 'binary-1m', '2'],
    against: 'scikit-learn lbfgs',
    most: { wall: 1.5 },
    aim: 0.8,
  },
  {
    name: 'logistic regression with l1, 100,000 x 20, 1 thread',
    data,
    ours: ['ours/logistic.ts', 'binary-100k', '1', 'l1'],
    reference: ['peers/logistic.py', 'binary-100k', '1', 'l1'],
    against: 'scikit-learn saga',
    most: { wall: 1.5 },
    aim: 0.8,
  },
]
