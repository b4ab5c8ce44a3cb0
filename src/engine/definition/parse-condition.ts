import { MillraceError } from '../../base/errors/millrace-error.ts'
import type { SourcePosition } from '../../base/errors/position.ts'
import type { BinaryOperator, Condition, Expression } from './condition.ts'
import { placeWithin } from './place-within.ts'
import type { Wire } from './wire.ts'

/** Operators from the weakest to the strongest; those of one row group from the left. */
const precedence: readonly (readonly BinaryOperator[])[] = [
  ['or'],
  ['and'],
  ['<', '<=', '>', '>=', '==', '!='],
  ['+', '-'],
  ['*', '/'],
]

const token =
  /\s*(?:(?<number>\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|(?<string>"[^"]*"|'[^']*')|(?<name>[A-Za-z][\w-]*(?:\[[^\]]*\])?(?:\.[\w-]+)*)|(?<symbol><=|>=|==|!=|[<>()+\-*/]))/y

interface Token {
  readonly kind: 'number' | 'string' | 'name' | 'symbol'
  readonly text: string
  /** Column in the condition's text, from 0. */
  readonly start: number
}

/**
 * Parses a `when:`: comparisons of numbers, texts and values in json outputs, joined by `and`, `or`, `not`, with
 * arithmetic and parentheses. By precedence climbing.
 *
 * @param resolve finds the wire that `stage.output` names
 * @throws E_CONDITION with the place in the text
 */
export function parseCondition(text: string, at: SourcePosition, resolve: (reference: string) => Wire): Condition {
  const fail = (message: string, start: number, hint: string) =>
    new MillraceError('E_CONDITION', message, { at: placeWithin(at, text, start), hint })
  const tokens = tokenize(text, fail)
  const wires: Wire[] = []
  let next = 0

  function climb(level: number): Expression {
    const operators = precedence[level]
    if (operators === undefined) return operand()
    let left = climb(level + 1)
    for (;;) {
      const operator = operators.find((each) => each === tokens[next]?.text && tokens[next]?.kind !== 'string')
      if (operator === undefined) return left
      next++
      left = { type: 'binary', operator, left, right: climb(level + 1) }
    }
  }

  function operand(): Expression {
    const current = tokens[next++]
    if (current === undefined) {
      throw fail(`\`when\` ends where a value should follow`, text.length, 'Write it as stage.output.value < 0.5.')
    }
    if (current.kind === 'number') return { type: 'literal', value: Number(current.text) }
    if (current.kind === 'string') return { type: 'literal', value: current.text.slice(1, -1) }
    // `not` holds for a whole comparison, `-` for one value.
    if (current.text === 'not') return { type: 'not', of: climb(2) }
    if (current.text === '-') return { type: 'minus', of: operand() }
    if (current.text === '(') {
      const inner = climb(0)
      if (tokens[next]?.text !== ')') throw fail('a parenthesis is not closed', current.start, 'Add the ")".')
      next++
      return inner
    }
    if (current.kind === 'symbol')
      throw fail(`"${current.text}" stands where a value should be`, current.start, examples)
    if (current.text in words) return { type: 'literal', value: words[current.text]! }
    return value(current)
  }

  function value({ text: name, start }: Token): Expression {
    const match = /^([A-Za-z][\w-]*(?:\[[^\]]*\])?\.[A-Za-z]\w*)((?:\.[\w-]+)*)$/.exec(name)
    if (match === null) throw fail(`"${name}" does not name a value of an output`, start, examples)
    const wire = { ...resolve(match[1]!), at: placeWithin(at, text, start) }
    wires.push(wire)
    return { type: 'value', wire, path: match[2]!.split('.').slice(1), text: name }
  }

  const expression = climb(0)
  const rest = tokens[next]
  if (rest !== undefined) throw fail(`"${rest.text}" is one too many`, rest.start, examples)
  return { text, expression, wires, at }
}

const words: Readonly<Record<string, boolean | null>> = Object.assign(Object.create(null), {
  true: true,
  false: false,
  null: null,
})

const examples = 'Write it as evaluate.metrics.rmse < 0.5, and join conditions with and, or, not.'

function tokenize(text: string, fail: (message: string, start: number, hint: string) => MillraceError): Token[] {
  const tokens: Token[] = []
  const end = text.trimEnd().length
  for (let from = 0; from < end; from = token.lastIndex) {
    token.lastIndex = from
    const groups = token.exec(text)?.groups
    const found = Object.entries(groups ?? {}).find(([, value]) => value !== undefined)
    if (found === undefined) {
      const start = from + text.slice(from).search(/\S/)
      throw fail(`"${text[start]}" has no meaning in a condition`, start, examples)
    }
    const [kind, part] = found as [Token['kind'], string]
    tokens.push({ kind, text: part, start: token.lastIndex - part.length })
  }
  return tokens
}
