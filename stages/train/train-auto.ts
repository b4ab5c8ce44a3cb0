import { type FeatureList, type Figure, MillraceError, type ModelBundle, type StageContext, type Table } from 'millrace'
import type { AutoParams } from '../auto/params.ts'
import { runAuto } from '../auto/run-auto.ts'
import { standingsFigure } from '../auto/standings.ts'

interface AutoInputs {
  readonly train: Table<'train'>
  readonly features: FeatureList | undefined
  readonly validation?: unknown
  readonly refit?: unknown
  readonly best?: unknown
}

/** `learner: auto`: the model, and the leaderboard in place of an importance. @throws E_PARAMS for inputs that it has no use for */
export async function trainAuto(
  inputs: AutoInputs,
  { learner: _learner, ...params }: AutoParams & { readonly learner: 'auto' },
  context: Pick<StageContext<never, never>, 'seed' | 'threads' | 'progress' | 'log' | 'remember'>,
): Promise<{ readonly model: ModelBundle; readonly importance: Figure }> {
  const idle = (['validation', 'refit', 'best'] as const).find((name) => inputs[name] !== undefined)
  if (idle !== undefined) {
    throw new MillraceError('E_PARAMS', `The learner auto has no use for \`${idle}\`.`, {
      hint: 'It parts the training rows into folds of its own: leave the input out.',
    })
  }
  const { model, board } = await runAuto(inputs, params, context)
  return { model, importance: standingsFigure(board, model.target) }
}
