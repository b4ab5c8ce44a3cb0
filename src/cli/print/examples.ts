/** Examples for the end of a command's help: what to type, and what it does. */
export function examples(...lines: readonly (readonly [string, string])[]): string {
  const width = Math.max(...lines.map(([typed]) => typed.length))
  return `\nExamples:\n${lines.map(([typed, does]) => `  ${typed.padEnd(width)}   ${does}\n`).join('')}`.trimEnd()
}
