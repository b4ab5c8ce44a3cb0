import type { CommanderError } from 'commander'
import { MillraceError } from '../base/errors/millrace-error.ts'

const help = '`millrace --help` lists the commands, and `millrace COMMAND --help` says what each takes.'

/** How commander words a refusal, and how it is told: what was seen, and what to do. */
const wordings: readonly (readonly [RegExp, (...found: string[]) => readonly [string, string]])[] = [
  // An option's flags are `-j, --jobs <n>`.
  [
    /^option '(?:-\w, )?(\S+).*' argument '(.*)' is invalid\. (.*)$/s,
    (flag, value, hint) => [`${flag} ${value} is wrong`, hint!],
  ],
  [
    /^option '(?:-\w, )?(\S+) (.*)' argument missing$/,
    (flag, value) => [`${flag} needs a value`, `Write it as ${flag} ${value}.`],
  ],
  [
    /^command-argument value '(.*)' is invalid for argument '.*'\. (.*)$/s,
    (value, hint) => [`${value} is wrong`, hint!],
  ],
  [/^missing required argument '(.*)'$/, (name) => [`the argument <${name}> is missing`, help]],
  [/^too many arguments for '(.*)'\. .*$/, (name) => [`${name} takes fewer arguments`, help]],
  [/^(.*)\n\((Did you mean .*)\)$/s, (what, hint) => [what!, hint!]],
]

/** What commander refuses, as an error with a code. */
export function argumentError({ message }: CommanderError): MillraceError {
  const text = message.replace(/^error: /, '')
  for (const [pattern, told] of wordings) {
    const found = pattern.exec(text)
    if (found === null) continue
    const [what, hint] = told(...found.slice(1))
    return new MillraceError('E_ARGUMENT', what, { hint })
  }
  return new MillraceError('E_ARGUMENT', text, { hint: help })
}
