import { MillraceError } from '../../base/errors/millrace-error.ts'
import { findValue } from '../../base/find-value.ts'
import type { BinaryOperator, Condition, Expression } from '../definition/condition.ts'
import type { Wire } from '../definition/wire.ts'

/** What a condition came to. */
export interface Evaluated {
  readonly holds: boolean
  /** Every value that it looked at, as `evaluate.metrics.rmse = 0.71`. */
  readonly seen: readonly string[]
}

type Scalar = number | string | boolean | null

/**
 * Evaluates a `when:`.
 *
 * @param readValue reads a json output
 * @throws E_CONDITION when a value is not there, is not one value, or cannot be compared
 */
export async function evaluateCondition(
  condition: Condition,
  readValue: (wire: Wire) => Promise<unknown>,
): Promise<Evaluated> {
  const seen: string[] = []
  const fail = (message: string, wire?: Wire) =>
    new MillraceError('E_CONDITION', `\`when: ${condition.text}\`: ${message}`, {
      at: wire?.at ?? condition.at,
      hint: 'A condition compares single values of json outputs: look at what the output holds.',
    })

  async function evaluate(expression: Expression): Promise<Scalar> {
    if (expression.type === 'literal') return expression.value
    if (expression.type === 'value') return look(expression)
    if (expression.type === 'not') return !truth(await evaluate(expression.of))
    if (expression.type === 'minus') return -number(await evaluate(expression.of), '-')
    const { operator } = expression
    const left = await evaluate(expression.left)
    if (operator === 'and') return truth(left) && truth(await evaluate(expression.right))
    if (operator === 'or') return truth(left) || truth(await evaluate(expression.right))
    return apply(operator, left, await evaluate(expression.right))
  }

  async function look({ wire, path, text }: Extract<Expression, { type: 'value' }>): Promise<Scalar> {
    const found = findValue(await readValue(wire), path)
    if (!found.found) {
      const parent = [`${wire.stage}.${wire.output}`, ...found.reached].join('.')
      const known = found.known.slice(0, 20)
      throw fail(`${parent} has no "${found.missing}"${known.length === 0 ? '' : `; it has ${known.join(', ')}`}`, wire)
    }
    const { value } = found
    if (typeof value === 'object' && value !== null) throw fail(`${text} is not one value`, wire)
    seen.push(`${text} = ${JSON.stringify(value)}`)
    return value as Scalar
  }

  function truth(value: Scalar): boolean {
    if (typeof value === 'boolean') return value
    throw fail(`${JSON.stringify(value)} is neither true nor false`)
  }

  function number(value: Scalar, operator: string): number {
    if (typeof value === 'number') return value
    throw fail(`${JSON.stringify(value)} is not a number, and "${operator}" takes numbers`)
  }

  function apply(operator: Exclude<BinaryOperator, 'and' | 'or'>, left: Scalar, right: Scalar): Scalar {
    if (operator === '==') return left === right
    if (operator === '!=') return left !== right
    if (typeof left === 'string' && typeof right === 'string' && operator in order) return order[operator]!(left, right)
    const [a, b] = [number(left, operator), number(right, operator)]
    return operator in order ? order[operator]!(a, b) : arithmetic[operator]!(a, b)
  }

  return { holds: truth(await evaluate(condition.expression)), seen }
}

type Ordered = (a: number | string, b: number | string) => boolean

const order: Readonly<Record<string, Ordered>> = {
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
}

const arithmetic: Readonly<Record<string, (a: number, b: number) => number>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
}
