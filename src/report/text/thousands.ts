/** `1520` as `1,520`; a real minus sign; whole numbers only (others are rounded). */
export function thousands(value: number): string {
  const digits = Math.abs(Math.round(value)).toString()
  const grouped = digits.replace(/\B(?=(\d{3})+$)/g, ',')
  return value < 0 && grouped !== '0' ? `−${grouped}` : grouped
}
