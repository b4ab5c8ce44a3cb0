import type { Command, Option } from 'commander'

/** Every part of the command line that a case must show: `run`, `run --only`, `graph --format svg`, `diff [a]`. */
export function commandParts(program: Command): string[] {
  const own = optionsOf(program).map(({ long }) => `millrace ${long}`)
  return [...own, ...program.commands.flatMap((command) => partsOf(command))]
}

function partsOf(command: Command): string[] {
  const name = command.name()
  return [
    name,
    ...optionsOf(command).flatMap(({ long, argChoices }) => withChoices(`${name} ${long}`, argChoices)),
    ...command.registeredArguments.flatMap((argument) =>
      withChoices(`${name} [${argument.name()}]`, argument.argChoices),
    ),
  ]
}

const withChoices = (part: string, choices: readonly string[] | undefined) => [
  part,
  ...(choices ?? []).map((choice) => `${part} ${choice}`),
]

/** With those that commander adds: --help and --version. */
const optionsOf = (command: Command): Option[] => command.createHelp().visibleOptions(command)

const optionNamed = (command: Command, flag: string | undefined) =>
  optionsOf(command).find(({ short, long }) => flag !== undefined && [short, long].includes(flag))

/**
 * The parts that a command line uses.
 * @throws an error for an option that the command does not have
 */
export function partsUsed(program: Command, words: readonly string[]): string[] {
  const named = program.commands.find((command) => command.name() === words[0])
  const isOfProgram = named === undefined && optionNamed(program, words[0]) !== undefined
  const command = named ?? (isOfProgram ? program : program.commands.find((each) => each.name() === 'run')!)
  const name = isOfProgram ? 'millrace' : command.name()
  const rest = named === undefined ? [...words] : words.slice(1)
  const used = isOfProgram ? [] : [name]
  let place = 0
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (word.startsWith('-')) {
      const [flag, inline] = word.startsWith('--') && word.includes('=') ? word.split(/=(.*)/s) : [word]
      const option = optionNamed(command, flag)
      if (option === undefined) throw new Error(`${name} has no option ${flag}`)
      const value = inline ?? (option.required ? rest.shift() : undefined)
      used.push(`${name} ${option.long}`)
      if (option.argChoices?.includes(value ?? '')) used.push(`${name} ${option.long} ${value}`)
      continue
    }
    const argument = command.registeredArguments[place] ?? command.registeredArguments.at(-1)
    if (argument === undefined) throw new Error(`${name} takes no argument "${word}"`)
    place++
    used.push(`${name} [${argument.name()}]`)
    if (argument.argChoices?.includes(word)) used.push(`${name} [${argument.name()}] ${word}`)
  }
  return used
}
