import { deriveSeed } from '../../base/random.ts'
import { sobolSampler } from '../tune/samplers/sobol-sampler.ts'
import { createStudy } from '../tune/study.ts'
import type { AutoCandidate } from './auto-candidate.ts'
import { type AutoShape, naiveRecipe, portfolio, type Recipe } from './portfolio.ts'
import { drawnParams, searchSpaces } from './search-spaces.ts'

/** A learner that draws: with another seed it is another model. */
const drawing = ['boosting', 'randomForest', 'extraTrees']
/** Of so many that are searched, one is the best of those that draw, with another seed. */
const reseedEvery = 4

/** What is known of the candidates before: the lower, the better; undefined where one was refused. */
export interface Standing {
  readonly candidate: AutoCandidate
  readonly loss: number | undefined
}

/**
 * The next candidate: the baseline, the portfolio, then points of Sobol sequences, and in between the best of the learners that
 * draw once more with another seed, whose mean with the first is steadier than either. It depends on the seed, the shape and
 * those before, and so is the same whatever the budget: a larger one goes on where a smaller one ended. O(candidates²) in all.
 * @example proposeCandidate({ task: 'classification', rows: 150, spread: 0 }, [], 1).learner // 'classFrequency'
 */
export function proposeCandidate(shape: AutoShape, before: readonly Standing[], seed: number): AutoCandidate {
  const number = before.length
  const { learner, params } = recipeAt(number, shape, before, seed)
  const alike = before.filter(({ candidate }) => candidate.learner === learner).length
  return {
    number,
    name: number === 0 ? learner : `${learner} ${alike + 1}`,
    learner,
    params,
    seed: deriveSeed(seed, 'candidate', number),
  }
}

function recipeAt(number: number, shape: AutoShape, before: readonly Standing[], seed: number): Recipe {
  if (number === 0) return naiveRecipe(shape)
  const fixed = portfolio(shape)
  const planned = fixed[number - 1]
  if (planned !== undefined) return planned
  const searched = number - 1 - fixed.length
  const again = searched % reseedEvery === reseedEvery - 1 ? bestThatDraws(before) : undefined
  if (again !== undefined) return { learner: again.learner, params: again.params }
  const spaces = searchSpaces(shape)
  const turn = searched - Math.floor(searched / reseedEvery)
  const [learner, space] = spaces[turn % spaces.length]!
  // One sequence a place in the round: two rounds of boosting do not repeat one another.
  const place = turn % spaces.length
  const study = createStudy({ space, sampler: sobolSampler(), seed: deriveSeed(seed, 'space', place) })
  return { learner, params: drawnParams(study.ask(Math.floor(turn / spaces.length) + 1).at(-1)!.params) }
}

/** The first of those with the least loss. */
function bestThatDraws(before: readonly Standing[]): AutoCandidate | undefined {
  let best: Standing | undefined
  for (const one of before) {
    if (one.loss === undefined || !drawing.includes(one.candidate.learner)) continue
    if (best === undefined || one.loss < best.loss!) best = one
  }
  return best?.candidate
}
