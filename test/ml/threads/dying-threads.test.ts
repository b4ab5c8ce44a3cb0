import { afterEach, describe, expect, it, vi } from 'vitest'
import { drawn } from '../boosting/drawn.ts'

// Of the forest, whose trees need no barrier: forest/wrong-input.test.ts.

type Texts = Record<string, string>

/** Goes before a program: its second member ends, as `how` says, when it has come to the barrier `at` times. */
function dyingAt(at: number, how: string): string {
  return `
    if (require('node:worker_threads').workerData.index === 1) {
      const add = Atomics.add
      let left = ${at}
      Atomics.add = (...given) => {
        if (--left < 0) ${how}
        return add(...given)
      }
    }
  `
}

/** The library with a program that begins otherwise. */
async function withProgram(path: string, begin: string): Promise<typeof import('../../../src/ml/index.ts')> {
  vi.resetModules()
  vi.doMock(path, async (original) => {
    const [name, source] = Object.entries(await original<Texts>())[0]!
    return { [name]: begin + source }
  })
  return import('../../../src/ml/index.ts')
}

const generated = '../../../src/ml/generated'
const boosting = `${generated}/boosting-program.ts`
const logistic = `${generated}/logistic-program.ts`
const neighbors = `${generated}/neighbors-program.ts`

afterEach(() => {
  for (const path of [boosting, logistic, neighbors]) vi.doUnmock(path)
  vi.resetModules()
})

const small = drawn(3000, 7, 3, 5)
const large = drawn(2000, 7, 3, 5, 0)
/** So wide that logistic regression starts threads for it. */
const wide = drawn(10_000, 200, 3, 5, 0)
const dead = { code: 'E_ML_THREAD', message: expect.stringContaining('exit code 3') }

// With one more thread than the barrier wakes at once, so that somebody waits for the dead one.
describe.each([2, 3])('a thread of %i that dies is an error, not a wait without end', (threads) => {
  // 2 barriers in, cuts are being found; 8: bins are there; 40: in the middle of a tree.
  it.each([0, 2, 8, 40])('in boosting, after %i barriers', async (at) => {
    const { BoostingClassifier } = await withProgram(boosting, dyingAt(at, 'process.exit(3)'))
    const fit = BoostingClassifier.fit(small.features, small.labels, { threads, nEstimators: 20 })
    await expect(fit).rejects.toMatchObject(dead)
  })

  it('in boosting, while the evaluation set is judged', async () => {
    const { BoostingClassifier } = await withProgram(boosting, dyingAt(60, 'process.exit(3)'))
    const options = { threads, nEstimators: 20, evaluationSet: small }
    await expect(BoostingClassifier.fit(small.features, small.labels, options)).rejects.toMatchObject(dead)
  })

  it.each([0, 2])('in logistic regression, after %i barriers', async (at) => {
    const { LogisticRegression } = await withProgram(logistic, dyingAt(at, 'process.exit(3)'))
    const fit = LogisticRegression.fit(wide.features, wide.labels, { threads, solver: 'newton' })
    await expect(fit).rejects.toMatchObject(dead)
  })
})

it('a thread that dies among neighbours is an error, too', async () => {
  const { smote } = await withProgram(neighbors, 'process.exit(3);')
  const codes = Int32Array.from(large.labels.codes, (code, i) => (code === 0 && i % 3 > 0 ? 1 : code))
  const labels = { classes: large.labels.classes, codes }
  await expect(smote(large.features, labels, { seed: 1, threads: 2 })).rejects.toMatchObject(dead)
})

it('a thread that throws ends the fit with what it threw', async () => {
  const broken = dyingAt(9, "throw new Error('out of order')")
  const { BoostingRegressor } = await withProgram(boosting, broken)
  const fit = BoostingRegressor.fit(small.features, small.values, { threads: 3, nEstimators: 20 })
  await expect(fit).rejects.toThrow('out of order')
})
