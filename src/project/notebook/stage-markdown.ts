import { readFileSync } from 'node:fs'
import { stageSources } from '../../engine/definition/definition.ts'
import { describeSource } from '../../engine/describe-source.ts'
import type { LinkedStage } from '../../engine/link.ts'

/** Above a stage's cell: its docblock, what it takes and gives, and its source to unfold. */
export function stageMarkdown(name: string, stages: readonly LinkedStage[]): string {
  const [stage] = stages as [LinkedStage]
  const instances =
    stages.length > 1 ? `${stages.length} instances: ${stages.map(({ node }) => `\`${node.name}\``).join(', ')}.` : ''
  return [`## ${name}`, escapedText(stage.code.description), instances, portsText(stage), sourceText(stage)]
    .filter((part) => part !== '')
    .join('\n\n')
}

/** What a stage takes and from where, and what it gives, as two sentences. */
export function portsText({ node, manifest }: LinkedStage): string {
  const takes = stageSources(node).map(({ port, label, source }) => {
    const kind = manifest.inputs[port]?.kind
    return `\`${label === undefined ? port : `${port}.${label}`}\` (${kind}) from \`${describeSource(source)}\``
  })
  const gives = Object.entries(manifest.outputs).map(([output, { kind }]) => `\`${output}\` (${kind})`)
  return [
    takes.length === 0 ? 'Takes nothing.' : `Takes ${takes.join(', ')}.`,
    gives.length === 0 ? 'Gives nothing.' : `Gives ${gives.join(', ')}.`,
  ].join(' ')
}

/** The project's own source; of a stage that Millrace brings, its name. */
function sourceText({ node, code }: LinkedStage): string {
  if (node.use?.startsWith('millrace/')) return `A stage that Millrace brings: \`${node.use}\`.`
  if (code.command !== undefined) return folded('The command', 'sh', code.command.text)
  const language = code.language === 'sql' ? 'sql' : 'ts'
  return folded(code.file, language, readFileSync(code.path, 'utf8'))
}

function folded(title: string, language: string, source: string): string {
  // Longer than any fence in the source itself.
  const longest = Math.max(2, ...[...source.matchAll(/`+/g)].map(([ticks]) => ticks.length))
  const fence = '`'.repeat(longest + 1)
  return `<details><summary>${escapedText(title)}</summary>\n\n${fence}${language}\n${source.trimEnd()}\n${fence}\n\n</details>`
}

/** Text in which `<` is no tag: what stands in backticks is code, and stays. */
function escapedText(text: string): string {
  return text
    .split(/(`[^`]*`)/)
    .map((part, i) => (i % 2 === 1 ? part : part.replaceAll('&', '&amp;').replaceAll('<', '&lt;')))
    .join('')
}
