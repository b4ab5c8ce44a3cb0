import { MillraceError } from '../../base/errors/millrace-error.ts'

/** The error for an optional package that is not there: it says how to install it. */
export function missingPeer(name: string, version: string, cause: unknown): MillraceError {
  const message = (cause as Error | undefined)?.message.split('\n')[0]
  return new MillraceError(
    'E_ML_PEER',
    `This learner is the package ${name} of npm, which cannot be loaded: ${message}.`,
    {
      hint: `Install it: npm install ${name}@${version}. Or use Millrace's own randomForest and boosting.`,
      cause,
    },
  )
}
