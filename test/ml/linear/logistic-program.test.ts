import { expect, it } from 'vitest'
import { createRandom } from '../../../src/base/random.ts'
import { logisticSource } from '../../../src/ml/generated/logistic-program.ts'
import { openLinearKernels } from '../../../src/ml/kernels/linear/open-linear-kernels.ts'
import { program } from '../../../src/ml/linear/logistic.program.ts'
import { resolveLogisticOptions } from '../../../src/ml/linear/logistic-options.ts'
import { logisticProblem } from '../../../src/ml/linear/logistic-problem.ts'
import { workspaceLength } from '../../../src/ml/linear/softmax-block-adder.ts'
import { sumsLength } from '../../../src/ml/linear/softmax-objective.ts'
import { softmaxLayout } from '../../../src/ml/linear/softmax-problem.ts'
import { weighLabels } from '../../../src/ml/linear/weigh-labels.ts'
import { createArena } from '../../../src/ml/threads/arena.ts'
import { runProgram } from '../../../src/ml/threads/run-program.ts'
import { gaussian } from '../tables.ts'

const random = createRandom(3)
const rows = 5001
const data = Float32Array.from({ length: rows * 5 }, () => gaussian(random))
const names = ['a', 'b', 'c', 'd', 'e']

it.each([
  ['newton', 2, {}],
  ['newton', 3, { C: 0.1 }],
  ['lbfgs', 3, { fitIntercept: false }],
  ['coordinateDescent', 2, { penalty: 'l1' }],
] as const)(
  'has the same bits for 1 to 4 threads and without kernels: %s, %d classes',
  async (solver, count, options) => {
    const codes = Int32Array.from({ length: rows }, (_, i) => Math.floor(Math.abs(data[i]! + gaussian(random))) % count)
    const labels = { classes: ['x', 'y', 'z'].slice(0, count), codes }

    const solve = async (threads: number, kernels: boolean) => {
      const arena = createArena()
      const opened = openLinearKernels(arena.memory)
      const weighed = weighLabels(labels, rows, { classWeight: 'balanced' }, arena, opened)
      const resolved = resolveLogisticOptions({ ...options, solver }, 20)
      const problem = logisticProblem({ rows, columns: 5, names, data }, weighed, resolved, arena, opened)
      const payload = {
        problem,
        sums: arena.take(Float64Array, sumsLength(problem, true)),
        workspaces: arena.take(Float64Array, threads * workspaceLength(problem)),
        solver,
        start: new Float64Array(softmaxLayout(problem).size),
        near: false,
        tol: 1e-10,
        maxIter: 100,
      }
      const memory = kernels ? arena.memory : { buffer: arena.memory.buffer, wasm: undefined }
      const results = await runProgram({ program, source: logisticSource, payload, memory, threads })
      expect(results).toHaveLength(threads)
      for (const { theta, converged } of results) expect([theta, converged]).toEqual([results[0]!.theta, true])
      return results[0]!.theta
    }

    const expected = await solve(1, true)
    expect(await solve(1, false)).toEqual(expected)
    for (const threads of [2, 3, 4]) expect(await solve(threads, true)).toEqual(expected)
  },
)
