/**
 * The name of the shell variable that carries a port or a parameter: `in_raw`, `param_rows`. What no variable may have in
 * its name becomes `_`.
 */
export function variableName(prefix: 'in' | 'out' | 'param', ...parts: readonly string[]): string {
  return [prefix, ...parts].join('_').replace(/\W/g, '_')
}
