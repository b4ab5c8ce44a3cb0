/** The docblock that describes a stage: the one right before `export default`, else the first of the file. */
export async function stageDocblock(path: string, text: string): Promise<string> {
  const { parseSync } = await import('oxc-parser')
  const { comments, program } = parseSync(path, text)
  const blocks = comments.filter(({ type, value }) => type === 'Block' && value.startsWith('*'))
  const exported = program.body.find(({ type }) => type === 'ExportDefaultDeclaration')
  const start = exported?.start ?? -1
  const before = blocks.filter(({ end }) => end <= start && text.slice(end, start).trim() === '')
  return cleanDocblock((before.at(-1) ?? blocks[0])?.value ?? '')
}

/** What a docblock says: the comment's text without the stars. */
export function cleanDocblock(value: string): string {
  return value
    .slice(1)
    .split('\n')
    .map((line) => line.replace(/^\s*\* ?/, '').trimEnd())
    .join('\n')
    .trim()
}
