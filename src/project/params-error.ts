import { didYouMean } from '../base/did-you-mean.ts'
import { MillraceError } from '../base/errors/millrace-error.ts'
import type { ResolvedParams } from '../engine/contracts/manifest.ts'
import type { StageNode } from '../engine/definition/definition.ts'

/** The first thing that is wrong with the parameters of a stage, at its place or with the argument that gave it. */
export function paramsError(
  node: StageNode,
  { issues }: Extract<ResolvedParams, { ok: false }>,
  overridden: ReadonlySet<string>,
) {
  const issue = issues[0]!
  const argument = [node.name, node.base]
    .map((name) => [name, ...issue.path].join('.'))
    .flatMap((dotted) =>
      [...overridden].filter(
        (path) => dotted === path || dotted.startsWith(`${path}.`) || path.startsWith(`${dotted}.`),
      ),
    )[0]
  const more = issues.length > 1 ? ` (and ${issues.length - 1} more)` : ''
  const at = issue.known === undefined ? node.at.paramValue(issue.path) : node.at.paramKey(issue.path)
  const near = issue.known === undefined ? '' : ` ${didYouMean(String(issue.path.at(-1)), issue.known)}`
  return new MillraceError('E_PARAMS', `stage "${node.name}": ${issue.message}${more}`, {
    ...(argument === undefined ? { at } : {}),
    hint:
      argument !== undefined
        ? `It was given as --set ${argument}=…${near === '' ? '' : `.${near}`}`
        : issue.known === undefined
          ? 'The stage file says what each parameter takes.'
          : near.trim(),
  })
}
