import { defineStage, type FeatureList, type Findings, figure, json, model, optional, table } from 'millrace'
import type { AutoBoard } from 'millrace/ml'
import { leaderboard } from 'millrace/report'
import { autoParams } from './auto/params.ts'
import { runAuto } from './auto/run-auto.ts'
import { leaderboardTable, standingsFigure } from './auto/standings.ts'
import { baselineWords, scoreWords } from './auto/words.ts'
import { writeFindings } from './auto/write-findings.ts'

/**
 * A model without choosing a learner: boosting, forests, extra trees and weighted sums are tried within a `budget`, first a fixed
 * list, then points of a narrow search and further seeds; those that help one another become one model, with weights, and its
 * probabilities are calibrated where that pays. The stage `train` does the same with `learner: auto`, without the leaderboard's
 * outputs.
 *
 * Nothing is judged on rows that it was fitted on: each candidate by the rows that a fold leaves out (`folds`: at random, or in
 * time), the model's weights and calibration by folds that did not choose them. Test rows are not seen.
 *
 * `budget: { candidates: 20 }` is the same model on any machine. `budget: { seconds: 60 }` begins no candidate after so long, the
 * last fit included; how many that bought is recorded, and verify replays it. Every candidate is remembered by itself: a
 * larger budget goes on where the smaller one ended, and so does a run that was killed.
 *
 * Classes are judged by log loss, numbers by root mean squared error. `offset` names a column that is taken from the target before
 * learning and added to what the model says.
 *
 * `leaderboard` and `board` are everything that was tried, the naive baseline first, with what was refused and why; `standings`
 * and `gains` show it.
 */
export default defineStage({
  section: 'training',
  inputs: { train: table({ tag: 'train' }), features: optional(json<FeatureList>()) },
  outputs: {
    model: model(),
    leaderboard: table(),
    board: json<AutoBoard>(),
    findings: json<Findings>(),
    gains: figure(),
    standings: figure(),
  },
  params: autoParams,

  async run({ inputs, params, ...context }) {
    const { model, board } = await runAuto(inputs, params, context)
    const { baseline, ensemble, candidates, rows } = board
    const { target } = model
    return {
      model,
      leaderboard: leaderboardTable(board),
      board,
      findings: writeFindings(board, target, params.budget.seconds),
      gains: leaderboard({
        ...scoreWords(board, target),
        n: rows,
        baseline: { name: baselineWords(board), score: baseline.score },
        model: { name: 'the model', ...ensemble },
        candidates,
      }),
      standings: standingsFigure(board, target),
    }
  },
})
