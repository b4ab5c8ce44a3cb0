/** A text as YAML: plain where it can be nothing else than text, else in double quotes as JSON has them. */
export function yamlScalar(text: string): string {
  const plain = /^[A-Za-z][A-Za-z0-9_ ]*[A-Za-z0-9_]$/.test(text)
  const other = /^(true|false|null|yes|no|on|off|nan|inf|infinity)$/i.test(text)
  return plain && !other ? text : JSON.stringify(text)
}

export function yamlList(items: readonly string[]): string {
  return `[${items.map((item) => (/[,[\]{}]/.test(item) ? JSON.stringify(item) : yamlScalar(item))).join(', ')}]`
}
