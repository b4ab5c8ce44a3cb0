/**
 * Reads the JSON of XGBoost, which has NaN for the threshold of a categorical split, and Infinity, where JSON knows
 * neither: they become null. O(bytes).
 * @throws SyntaxError
 */
export function parseXgboostJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (!/NaN|Infinity/.test(text)) throw error
    return JSON.parse(withoutNaN(text))
  }
}

/** Nothing within quotation marks is touched: a feature may be called "NaN". */
function withoutNaN(text: string): string {
  const parts: string[] = []
  let at = 0
  while (at < text.length) {
    const quote = text.indexOf('"', at)
    const outside = quote < 0 ? text.length : quote
    parts.push(text.slice(at, outside).replaceAll(/NaN|-?Infinity/g, 'null'))
    at = endOfText(text, outside)
    parts.push(text.slice(outside, at))
  }
  return parts.join('')
}

function endOfText(text: string, quote: number): number {
  let at = quote + 1
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1
  return at + 1
}
