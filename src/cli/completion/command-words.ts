import type { Command, Option } from 'commander'

/** A command as completion knows it. */
export interface CommandWords {
  readonly name: string
  readonly description: string
  /** Long flags. */
  readonly flags: readonly string[]
  readonly options: readonly OptionWords[]
  /** Whether it takes names of stages. */
  readonly stages: boolean
  /** What its first argument may be, where that is a closed list. */
  readonly choices: readonly string[]
}

export interface OptionWords {
  readonly long: string
  readonly short: string | undefined
  readonly description: string
  /** What it takes: nothing, a file, a stage, one of a list, or anything else. */
  readonly takes: 'nothing' | 'file' | 'stage' | 'value' | readonly string[]
}

/** What can be typed, read off the commands themselves: a new command or flag completes without a word here. */
export function commandWords(program: Command): CommandWords[] {
  return program.commands.map((command) => {
    const options = [
      ...command.options.flatMap((option) => (option.long ? [optionWords(option)] : [])),
      { long: '--help', short: '-h', description: 'how to use it', takes: 'nothing' as const },
    ]
    return {
      name: command.name(),
      description: command.description(),
      flags: options.map(({ long }) => long),
      options,
      stages: command.registeredArguments.some((argument) => argument.name() === 'stages'),
      choices: command.registeredArguments[0]?.argChoices ?? [],
    }
  })
}

function optionWords({ long, short, description, flags, required, optional, argChoices }: Option): OptionWords {
  const [, placeholder] = /<(\w+)/.exec(flags) ?? []
  const takes =
    !required && !optional
      ? 'nothing'
      : (argChoices ?? (placeholder === 'file' || placeholder === 'stage' ? placeholder : 'value'))
  return { long: long!, short, description, takes }
}
