/** The lines in which two texts differ, from the first difference to the last. */
export function differingLines(from: string, to: string): { readonly from: string[]; readonly to: string[] } {
  const [was, is] = [from.split('\n'), to.split('\n')]
  while (was.length > 1 && is.length > 1 && was[0] === is[0]) [was.shift(), is.shift()]
  while (was.length > 1 && is.length > 1 && was.at(-1) === is.at(-1)) [was.pop(), is.pop()]
  return { from: was, to: is }
}
