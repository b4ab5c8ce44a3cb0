const mostWidth = 100

/**
 * A JSON value as TypeScript is written: names without quotes where they can be, texts in single quotes where that is shorter, on one line where that
 * fits.
 * @param indent what the lines after the first begin with
 * @param taken characters that stand before it on its first line
 */
export function valueLiteral(value: unknown, indent = '', taken = indent.length): string {
  const line = oneLine(value)
  if (taken + line.length <= mostWidth || typeof value !== 'object' || value === null) return line
  const inner = `${indent}  `
  if (Array.isArray(value)) {
    const items = value.map((item) => `${inner}${valueLiteral(item, inner)},\n`)
    return `[\n${items.join('')}${indent}]`
  }
  const entries = Object.entries(value).map(([key, item]) => {
    const head = `${inner}${keyLiteral(key)}: `
    return `${head}${valueLiteral(item, inner, head.length)},\n`
  })
  return `{\n${entries.join('')}${indent}}`
}

/** A name as a key of an object. */
export function keyLiteral(key: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(key) && key !== '__proto__' ? key : textLiteral(key)
}

function oneLine(value: unknown): string {
  if (typeof value === 'string') return textLiteral(value)
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'undefined'
  if (Array.isArray(value)) return `[${value.map(oneLine).join(', ')}]`
  const entries = Object.entries(value).map(([key, item]) => `${keyLiteral(key)}: ${oneLine(item)}`)
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`
}

function textLiteral(text: string): string {
  if (text.includes("'") && !text.includes('"')) return JSON.stringify(text)
  const inner = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")
  return `'${inner}'`
}
