/** So many stages with nothing to tell are listed one by one; of more only the count is told. */
export const mostListed = 20

/** `0.38 s`, `12.4 s`, `3 min 20 s`. */
export function formatSeconds(seconds: number): string {
  if (seconds < 10) return `${seconds.toFixed(2)} s`
  if (seconds < 120) return `${seconds.toFixed(1)} s`
  const whole = Math.round(seconds)
  return `${Math.floor(whole / 60)} min ${whole % 60} s`
}

export function formatCount(count: number): string {
  return count.toLocaleString('en-US')
}

export function plural(count: number, word: string): string {
  return `${formatCount(count)} ${word}${count === 1 ? '' : 's'}`
}

/** An ISO date and time as `2026-11-21 09:30`, in UTC as everywhere. */
export function formatMoment(iso: string): string {
  return iso.slice(0, 16).replace('T', ' ')
}
