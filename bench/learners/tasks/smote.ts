import type { Task } from '../task.ts'

const reference = (data: string) => ['peers/smote.py', data]
const against = 'imbalanced-learn'

export const tasks: Task[] = [
  {
    name: 'SMOTE 100,000 x 20, end to end',
    data: ['imbalanced-100k'],
    ours: ['ours/smote.ts', 'imbalanced-100k'],
    reference: reference('imbalanced-100k'),
    against,
    most: { wall: 0.9, cpu: 0.9 },
    aim: 0.4,
  },
  {
    name: 'SMOTE 10,000 x 20, end to end',
    data: ['binary-10k'],
    ours: ['ours/smote.ts', 'binary-10k'],
    reference: reference('binary-10k'),
    against,
    most: { wall: 0.9, cpu: 0.9 },
    aim: 0.4,
  },
]
