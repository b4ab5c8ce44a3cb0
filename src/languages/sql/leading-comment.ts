/** The comment that an SQL stage begins with, as its description: `--` lines or one block, markers removed. */
export function leadingComment(text: string): string {
  const block = /^\s*\/\*+([\s\S]*?)\*\//.exec(text)
  if (block !== null) {
    const lines = block[1]!.split('\n').map((line) => line.replace(/^\s*\* ?/, '').trimEnd())
    return lines.join('\n').trim()
  }
  const lines: string[] = []
  for (const line of text.trimStart().split('\n')) {
    const comment = /^\s*-- ?(.*)$/.exec(line)
    if (comment === null) break
    lines.push(comment[1]!.trimEnd())
  }
  return lines.join('\n').trim()
}
