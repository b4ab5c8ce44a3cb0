import { isDeepStrictEqual } from 'node:util'
import type { LinkedStage } from '../../engine/link.ts'
import { keyLiteral, valueLiteral } from './value-literal.ts'

/**
 * The code of the cell that shows a stage: its parameters as the pipeline file gives them, to be edited; defaults stand beside
 * them as comments.
 * @param pipeline what the notebook calls its open pipeline
 * @param name the stage, or what all instances share
 * @param stages the stage; or all instances, whose parameters may differ
 */
export function showCode(pipeline: string, name: string, stages: readonly LinkedStage[]): string {
  const call = `await ${pipeline}.show(${valueLiteral(name)}`
  const params = stages.map(({ params }) => (params ?? {}) as Readonly<Record<string, unknown>>)
  const lines = Object.keys(params[0] ?? {}).map((key) => {
    const isSame = params.every((each) => isDeepStrictEqual(each[key], params[0]![key]))
    if (!isSame) return `  // ${keyLiteral(key)}: differs from instance to instance\n`
    const isGiven = stages.some(({ node }) => key in node.params)
    const value = isGiven ? (stages[0]!.node.params[key] ?? params[0]![key]) : params[0]![key]
    const head = `  ${keyLiteral(key)}: `
    const entry = `${head}${valueLiteral(value, '  ', head.length)},\n`
    return isGiven ? entry : entry.replace(/^ {2}/gm, '  // ')
  })
  return lines.length === 0 ? `${call})` : `${call}, {\n${lines.join('')}})`
}
