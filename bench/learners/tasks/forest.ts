import type { Task } from '../task.ts'

function forest(
  kind: 'random' | 'extra',
  name: string,
  data: string,
  threads: number,
  most: Task['most'],
  aim: number,
) {
  return {
    name: `${kind === 'random' ? 'random forest' : 'extra trees'} ${name}, ${threads} ${threads === 1 ? 'thread' : 'threads'}`,
    data: [data, `${data}-test`],
    ours: ['ours/forest.ts', kind, data, String(threads)],
    reference: ['peers/forest.py', kind, data, String(threads)],
    against: `scikit-learn, n_jobs ${threads}`,
    most,
    aim,
  }
}

/** Fits of 100 trees of unlimited depth. */
export const tasks: Task[] = [
  forest('random', '3,000 x 20 x 3', 'three-3k', 1, { wall: 0.5, cpu: 0.6 }, 0.3),
  forest('random', '100,000 x 20', 'binary-100k', 2, { wall: 0.4 }, 0.25),
  // Extra trees sort nothing, so there is less to win; scikit-learn's are about as fast.
  forest('extra', '3,000 x 20 x 3', 'three-3k', 1, { wall: 1.5, cpu: 1.5 }, 0.8),
  forest('extra', '100,000 x 20', 'binary-100k', 2, { wall: 1.5 }, 0.8),
]
