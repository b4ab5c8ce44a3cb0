import { formatCount, formatSeconds } from './format.ts'

export interface Progress {
  readonly done: number
  readonly total: number
  readonly label?: string | undefined
}

const cells = 20

/**
 * How far a stage is: a bar, the share, the rate, the time left, and what it says of itself; of these as many as the width
 * has room for, the last left out first.
 * @param seconds since it began
 */
export function progressText({ done, total, label }: Progress, seconds: number, width: number): string {
  const share = total > 0 ? Math.min(1, Math.max(0, done / total)) : 0
  const full = Math.round(share * cells)
  const pieces = [
    `${'━'.repeat(full)}${'·'.repeat(cells - full)}`,
    ` ${String(Math.floor(share * 100)).padStart(3)}%`,
    share > 0 && share < 1 ? `, ${formatSeconds((seconds / share) * (1 - share))} left` : '',
    done > 0 && total > 1 ? `, ${rateText(done / seconds)}` : '',
    label === undefined ? '' : `  ${label}`,
  ]
  if (width < pieces[0]!.length + pieces[1]!.length) return pieces[1]!.trim()
  let text = ''
  for (const piece of pieces) if (text.length + piece.length <= width) text += piece
  return text
}

/** `1,204/s`, `24.3/s`, and of what takes longer than a second `4.20 s each`. */
function rateText(rate: number): string {
  if (rate >= 100) return `${formatCount(Math.round(rate))}/s`
  return rate >= 1 ? `${rate.toFixed(1)}/s` : `${formatSeconds(1 / rate)} each`
}
