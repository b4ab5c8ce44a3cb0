import { didYouMean } from '../../base/did-you-mean.ts'
import { MillraceError } from '../../base/errors/millrace-error.ts'
import type { SourcePosition } from '../../base/errors/position.ts'

/** What `${matrix.…}` or `${each.…}` stands for. */
export type Scope = Readonly<Record<string, unknown>>

/**
 * Puts values in the place of references such as `${matrix.league}`, everywhere inside a value. A text that is nothing but
 * a reference becomes the value itself, with its type; inside a longer text it becomes text.
 *
 * @param word `matrix` or `each`: references of the other stay as they are
 * @param at the place of the text at a path, for errors
 * @throws E_DEFINITION when there is nothing of that name
 */
export function fillReferences(
  value: unknown,
  word: 'matrix' | 'each',
  scope: Scope,
  at: (path: readonly (string | number)[]) => SourcePosition,
  path: readonly (string | number)[] = [],
): unknown {
  if (typeof value === 'string') {
    const find = (reference: string) => lookUp(word, reference.split('.'), scope, () => at(path))
    const pattern = referencePattern(word)
    const whole = new RegExp(`^${pattern}$`).exec(value)
    if (whole !== null) return find(whole[1]!)
    return value.replace(new RegExp(pattern, 'g'), (_, reference: string) => textOf(find(reference)))
  }
  if (Array.isArray(value)) return value.map((item, i) => fillReferences(item, word, scope, at, [...path, i]))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, fillReferences(item, word, scope, at, [...path, key])]),
  )
}

/** Whether a value holds a reference to `each`. */
export function refersToEach(value: unknown): boolean {
  if (typeof value === 'string') return new RegExp(referencePattern('each')).test(value)
  return typeof value === 'object' && value !== null && Object.values(value).some(refersToEach)
}

function referencePattern(word: string): string {
  return String.raw`\$\{\s*${word}\.([\w.-]+)\s*\}`
}

function lookUp(word: string, names: readonly string[], scope: Scope, at: () => SourcePosition): unknown {
  let found: unknown = scope
  for (const name of names) {
    const known = typeof found === 'object' && found !== null ? Object.keys(found) : []
    if (!known.includes(name)) {
      throw new MillraceError('E_DEFINITION', `there is no value "${[word, ...names].join('.')}"`, {
        at: at(),
        hint: didYouMean(name, known),
      })
    }
    found = (found as Record<string, unknown>)[name]
  }
  return found
}

function textOf(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value)
  return 'name' in value ? String(value.name) : JSON.stringify(value)
}
