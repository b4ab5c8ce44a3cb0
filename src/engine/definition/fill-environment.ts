import { MillraceError } from '../../base/errors/millrace-error.ts'
import type { SourcePosition } from '../../base/errors/position.ts'

/**
 * Fills in `${NAME}` and `${NAME:-default}` in a border input, so that data may lie elsewhere on another machine.
 * What is read enters the key by its content, not by its path.
 *
 * @throws E_DEFINITION when the environment has no such value and no default is given
 */
export function fillEnvironment(text: string, env: NodeJS.ProcessEnv, at: SourcePosition): string {
  return text.replace(/\$\{([A-Za-z_]\w*)(?::-([^}]*))?\}/g, (_, name: string, fallback: string | undefined) => {
    const value = env[name] || fallback
    if (value !== undefined) return value
    throw new MillraceError('E_DEFINITION', `the environment has no value "${name}"`, {
      at,
      hint: `Set ${name}, or give a default: \${${name}:-path}.`,
    })
  })
}
