import { createRandom, Table } from 'millrace'
import { logLoss, requireClassifier } from 'millrace/ml'
import { beforeAll, describe, expect, test } from 'vitest'
import auto from '../../stages/auto.ts'
import split from '../../stages/split.ts'
import train from '../../stages/train.ts'
import { flagshipFeatures, flagshipMatches, pipelineParams } from './flagship.ts'
import { crewOfOne, runStage } from './run-stage.ts'

function rows(n = 120) {
  const random = createRandom(3)
  return Array.from({ length: n }, (_, i) => {
    const [a, b] = [random.next(), random.next()]
    const last = 100 + i
    return {
      day: new Date(Date.UTC(2020, 0, 1 + i)).toISOString().slice(0, 10),
      a,
      b: i % 9 === 0 ? null : b,
      side: i % 3 === 0 ? 'home' : 'away',
      last,
      y: last + 2 * a + (i % 3 === 0 ? 1 : 0) + 0.2 * random.next(),
      kind: a + 0.4 * random.next() > 0.7 ? 'high' : 'low',
    }
  })
}

const types = { day: 'DATE' }
const table = () => Table.from(rows(), { types }).withTag('train')
const params = {
  target: 'kind',
  features: ['a', 'b', 'side'],
  categorical: ['side'],
  budget: { candidates: 3 },
  folds: { by: 'time', time: 'day', nSplits: 3 },
}

/** Calls a stage with a memory of its own, which may end it in the middle. */
async function runWith(
  memory: Map<string, unknown>,
  given: unknown,
  stopAfter = Number.POSITIVE_INFINITY,
  threads = 1,
) {
  const made: string[] = []
  const outputs = await auto.run({
    inputs: { train: table(), features: undefined },
    params: auto.params.parse(given),
    seed: 7,
    threads,
    progress: () => {},
    log: () => {},
    openCrew: crewOfOne,
    remember: async (key, make) => {
      const text = JSON.stringify(key)
      if (!memory.has(text)) {
        const value = JSON.parse(JSON.stringify(await make()))
        if (made.length === stopAfter) throw new Error('killed')
        memory.set(text, value)
        made.push(text)
      }
      return memory.get(text) as never
    },
  })
  return { outputs, made }
}

const bytesOf = ({ model }: { model: { model: { toParts(): unknown } } }) => JSON.stringify(model.model.toParts())

describe('auto', () => {
  test('gives a model, a leaderboard with the baseline first, and words about both', async () => {
    const { model, leaderboard, board, findings, gains, standings } = await runStage(auto, { train: table() }, params)
    expect(model).toMatchObject({ target: 'kind', training: { rows: 120, syntheticRows: 0 } })
    expect(model.params).toMatchObject({ learner: 'auto', candidates: 3 })
    const lines = await leaderboard.rows()
    expect(lines.map(({ line }) => line)).toEqual(['baseline', 'ensemble', 'candidate', 'candidate', 'candidate'])
    const scores = lines.slice(2).map(({ score }) => score as number)
    expect(scores).toEqual([...scores].sort((a, b) => a - b))
    const shares = lines.flatMap(({ weight }) => (weight === null ? [] : [weight as number]))
    expect(shares.reduce((total, share) => total + share, 0)).toBeCloseTo(1, 12)
    // Time-aware: rows before the first test judge nothing.
    expect(board.rows).toBe(90)
    expect(findings.headline).toMatch(/of 3 candidates, has a log loss of 0\.\d+ on 90 rows left out in turn/)
    expect(gains.type).toBe('vega-lite')
    if (standings.type !== 'table') throw new Error('standings are a table')
    expect(standings.rows[0]![0]).toMatchObject({ value: 'classFrequency' })
    expect(standings.rows).toHaveLength(5)
    // Serving reads categories by name.
    expect(model.model.categories).toEqual({ side: ['away', 'home'] })
  })

  test('train with learner: auto gives the same model, and the leaderboard as its figure', async () => {
    const [one, other] = [
      await runStage(auto, { train: table() }, params),
      await runStage(train, { train: table() }, { learner: 'auto', ...params }),
    ]
    expect(bytesOf(other)).toBe(bytesOf(one))
    expect(other.importance).toEqual(one.standings)
  })

  test('a larger budget makes only what is new; a killed run goes on; threads change nothing', async () => {
    const memory = new Map<string, unknown>()
    await expect(runWith(memory, params, 2)).rejects.toThrow('killed')
    expect(memory.size).toBe(2)
    // The baseline and three candidates, two of which are there.
    const { outputs, made } = await runWith(memory, params)
    expect(made).toHaveLength(2)
    const more = await runWith(memory, { ...params, budget: { candidates: 4 } })
    expect(more.made).toHaveLength(1)
    const fresh = await runWith(new Map(), { ...params, budget: { candidates: 4 } }, undefined, 2)
    expect(fresh.made).toHaveLength(5)
    expect(bytesOf(fresh.outputs)).toBe(bytesOf(more.outputs))
    expect(fresh.outputs.board).toEqual(more.outputs.board)
    expect(outputs.board.candidates).toHaveLength(3)
  })

  test('what a number of seconds bought is remembered, and nothing in the outputs tells of time', async () => {
    const memory = new Map<string, unknown>()
    const timed = { ...params, budget: { seconds: 0.001 } }
    const first = await runWith(memory, timed)
    // The baseline takes longer than a millisecond: one candidate is bought all the same.
    expect(first.outputs.board.candidates).toHaveLength(1)
    const [bought] = [...memory.keys()].filter((key) => key.includes('"bought"'))
    memory.set(bought!, 2)
    const again = await runWith(memory, timed)
    expect(again.outputs.board.candidates).toHaveLength(2)
    expect(again.made).toHaveLength(1)
    const counted = await runWith(new Map(), { ...params, budget: { candidates: 2 } })
    expect(counted.outputs.board).toEqual(again.outputs.board)
    expect(bytesOf(counted.outputs)).toBe(bytesOf(again.outputs))
  })

  test('learns what an offset leaves, and adds it back', async () => {
    const given = {
      ...params,
      target: 'y',
      offset: 'last',
      features: ['a', 'b'],
      categorical: undefined,
      budget: { candidates: 1 },
    }
    const { model, board } = await runStage(auto, { train: table() }, given)
    expect(model.model.learner).toBe('offset')
    expect(board.ensemble.score).toBeLessThan(0.6)
    expect(board.objective).toBe('rmse')
    await expect(runStage(auto, { train: table() }, { ...params, offset: 'last' })).rejects.toMatchObject({
      code: 'E_PARAMS',
    })
  })

  test('refuses synthetic rows and inputs that it has no use for', async () => {
    const synthetic = Table.from(
      rows().map((row, i) => ({ ...row, synthetic: i > 100 })),
      { types },
    ).withTag('train')
    await expect(runStage(auto, { train: synthetic }, params)).rejects.toMatchObject({ code: 'E_PARAMS' })
    const given = { train: table(), validation: Table.from(rows(10), { types }) }
    await expect(runStage(train, given, { learner: 'auto', ...params })).rejects.toMatchObject({
      code: 'E_PARAMS',
      message: expect.stringContaining('`validation`'),
    })
  })
})

describe('auto on the flagship', () => {
  let sides: Awaited<ReturnType<typeof madrid>>
  async function madrid() {
    const { table: all, features } = await flagshipFeatures(flagshipMatches())
    const { train: learnt, test: held } = await runStage(
      split,
      { table: all },
      pipelineParams('pipeline.yaml')('split'),
    )
    return { learnt, held, features }
  }
  beforeAll(async () => {
    sides = await madrid()
  })

  test('on the season that nobody saw the model is no worse than its best candidate, within what 38 matches tell', async () => {
    const { learnt, held, features } = sides
    const given = { budget: { candidates: 6 }, folds: { by: 'time', time: 'date', nSplits: 4 } }
    const { model, board } = await runStage(auto, { train: learnt, features }, given)
    const best = board.candidates[0]!
    const alone = await runStage(train, { train: learnt, features }, { learner: best.learner, ...best.params })
    const losses = async (fitted: typeof model) => {
      const { featureNames, classes, categories } = requireClassifier(fitted.model)
      const { features: x, labels } = await held.matrix({
        features: featureNames,
        categories,
        target: features.target,
        classes,
      })
      return logLoss(labels, requireClassifier(fitted.model).predictProbability(x))
    }
    const [ours, theirs] = [await losses(model), await losses(alone.model)]
    const differences = ours.perRow.map((loss, i) => loss - theirs.perRow[i]!)
    const error =
      Math.sqrt(differences.reduce((sum, d) => sum + (d - (ours.value - theirs.value)) ** 2, 0)) / differences.length
    expect(differences).toHaveLength(38)
    expect(ours.value - theirs.value).toBeLessThan(2 * error)
    // Always guessing the class frequencies: 0.7153.
    expect(ours.value).toBeLessThan(0.72)
  })
})
