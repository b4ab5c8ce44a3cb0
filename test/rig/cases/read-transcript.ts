import { existsSync, readFileSync } from 'node:fs'
import type { Case } from './read-case.ts'
import { splitWords } from './split-words.ts'

/** A command of a case and what it came to, as the transcript has it. */
export interface PlayedCommand {
  /** Without `millrace`. */
  readonly words: readonly string[]
  readonly exitCode: number
  readonly output: string
}

/** The commands in the expected transcript of a case. What a case shows is read off it: what does not happen does not count. */
export function readTranscript({ expected }: Case): PlayedCommand[] {
  if (!existsSync(expected)) return []
  const parts = readFileSync(expected, 'utf8').split(/^\$ (?=.*\bmillrace\b)/m)
  return parts.slice(1).map((part) => {
    const [line = ''] = part.split('\n')
    const [, exitCode = '', output = ''] = /^exit code (\S+)\n((?:(?!# ).*\n?)*)/m.exec(part) ?? []
    return {
      words: splitWords(line.slice(line.indexOf('millrace'))).slice(1),
      exitCode: Number(exitCode),
      output,
    }
  })
}
