import { fixed } from './fixed.ts'

/** `40 ms`, `1.2 s`, `38 s`, `3 min 20 s`. */
export function duration(seconds: number): string {
  if (seconds < 0.9995) return `${Math.max(seconds > 0 ? 1 : 0, Math.round(seconds * 1000))} ms`
  if (seconds < 9.95) return `${fixed(seconds, 1)} s`
  if (seconds < 59.5) return `${Math.round(seconds)} s`
  const minutes = Math.floor(Math.round(seconds) / 60)
  const rest = Math.round(seconds) % 60
  return rest === 0 ? `${minutes} min` : `${minutes} min ${rest} s`
}
