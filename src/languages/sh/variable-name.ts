/**
 * The name of the shell variable that carries a port or a parameter: `in_raw`, `param_rows`. What no variable may have in
 * its name becomes `_`.
 */
export function variableName(prefix: 'in' | 'out' | 'param', name: string): string {
  return `${prefix}_${name.replace(/\W/g, '_')}`
}

/** The variable of one label of an input, where the label can stand in a name: `in_models_forest`. */
export function labelVariable(port: string, label: string): string | undefined {
  return /^\w+$/.test(label) ? `${variableName('in', port)}_${label}` : undefined
}
