import type { Command } from 'commander'

/** A command as completion knows it. */
export interface CommandWords {
  readonly name: string
  readonly description: string
  readonly flags: readonly string[]
  /** Whether it takes names of stages. */
  readonly stages: boolean
  /** What its first argument may be, where that is a closed list. */
  readonly choices: readonly string[]
}

/** What can be typed, read off the commands themselves: a new command completes without a word here. */
export function commandWords(program: Command): CommandWords[] {
  return program.commands.map((command) => ({
    name: command.name(),
    description: command.description(),
    flags: [...command.options.flatMap(({ long }) => long ?? []), '--help'],
    stages: command.registeredArguments.some((argument) => argument.name() === 'stages'),
    choices: command.registeredArguments[0]?.argChoices ?? [],
  }))
}
