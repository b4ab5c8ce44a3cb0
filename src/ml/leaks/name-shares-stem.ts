/** Words that say that a value is from before: such a feature may be named after the target. */
const past = new Set([
  'lag',
  'lagged',
  'lags',
  'prev',
  'previous',
  'last',
  'past',
  'prior',
  'earlier',
  'rolling',
  'trailing',
  'ago',
])

/** Words that bind others together and name nothing. */
const glue = new Set(['of', 'per', 'by', 'in', 'at', 'to', 'the', 'a', 'an', 'and', 'for', 'is', 'has', 'was'])

/**
 * Whether a feature is named after the target: all words of the target's name are words of the feature's, in any order, apart from endings
 * of the plural. `co2` is in `co2_per_capita`, `cumulativeCo2` and `adjusted CO2`, not in `co2e_total`. A name, or a description, that says the
 * value is from before (`co2_lag_1`, "over the last 5 matches") is no alarm. O(length).
 * @example nameSharesStem('co2', 'share_global_co2') // true
 * @example nameSharesStem('points', 'points_5', 'Mean points over the last 5 matches') // false
 */
export function nameSharesStem(target: string, feature: string, description = ''): boolean {
  const wanted = words(target).filter((word) => !glue.has(word))
  const found = words(feature)
  // A name of single letters, such as `y` or `y1`, would be found in everything.
  if (wanted.length === 0 || wanted.every((word) => word.length < 2)) return false
  if (found.some((word) => past.has(word) || /^lag\d+$/.test(word))) return false
  if (words(description).some((word) => past.has(word))) return false
  const stems = new Set(found.map(stem))
  return wanted.every((word) => stems.has(stem(word)))
}

/** `shareGlobal_CO2` is `share`, `global`, `co2`: cut at signs, blanks and humps; a digit stays with its letters. */
function words(name: string): string[] {
  return name
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
}

function stem(word: string): string {
  return word.length > 3 && word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word
}
