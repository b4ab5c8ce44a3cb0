/**
 * The shortest decimal text that is this single when it is read as one; nine digits are always enough. Never the text of
 * a whole number, which XGBoost refuses where it wants a float: 1 is written `1E0`.
 */
export function singleText(value: number): string {
  for (let digits = 6; digits < 9; digits++) {
    const number = Number(value.toPrecision(digits))
    if (Math.fround(number) === value) return floatText(number)
  }
  return floatText(Number(value.toPrecision(9)))
}

function floatText(number: number): string {
  const text = Object.is(number, -0) ? '-0' : String(number)
  return /^-?\d+$/.test(text) ? `${text}E0` : text
}
