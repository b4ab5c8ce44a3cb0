/**
 * The comment lines that a command begins with, as its description, and what is left. What is left is both digested and
 * run: so comments before it and blanks behind it cannot change a result, and no other line has to be understood.
 */
export function splitCommand(raw: string): { readonly description: string; readonly text: string } {
  const lines = raw.split('\n')
  const begin = lines.findIndex((line) => !/^\s*(#.*)?$/.test(line))
  const comments = begin < 0 ? lines : lines.slice(0, begin)
  return {
    description: comments
      .map((line) => line.replace(/^\s*#+ ?/, '').trimEnd())
      .join('\n')
      .trim(),
    // A blank behind a backslash means something.
    text:
      begin < 0
        ? ''
        : lines
            .slice(begin)
            .join('\n')
            .replace(/(?<!\\)\s+$/, ''),
  }
}
