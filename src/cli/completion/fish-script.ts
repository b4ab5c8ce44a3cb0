import type { CommandWords } from './command-words.ts'
import { stageNamesAwk } from './stage-names.ts'

/** For fish: `millrace completion fish | source`. */
export function fishScript(commands: readonly CommandWords[]): string {
  const bin = 'millrace'
  const lines = [
    `complete -c ${bin} -f`,
    `complete -c ${bin} -n __fish_use_subcommand -a '(__millrace_stages)' -d stage`,
    ...commands.flatMap(({ name, description, flags, stages, choices }) => {
      const inside = `complete -c ${bin} -n '__fish_seen_subcommand_from ${name}'`
      return [
        `complete -c ${bin} -n __fish_use_subcommand -a ${name} -d ${quoted(description)}`,
        ...flags.map((flag) => `${inside} -l ${flag.slice(2)}${takesFile(name, flag) ? ' -r -F' : ''}`),
        ...(stages ? [`${inside} -a '(__millrace_stages)'`] : []),
        ...(choices.length > 0 ? [`${inside} -a ${quoted(choices.join(' '))}`] : []),
      ]
    }),
    `complete -c run-pipeline -w ${bin}`,
  ]
  return `# Completion of millrace and run-pipeline for fish. Put this into config.fish: millrace completion fish | source
function __millrace_stages
  test -f pipeline.yaml; and awk '${stageNamesAwk}' pipeline.yaml
end
${lines.join('\n')}
`
}

const takesFile = (command: string, flag: string) => flag === '--pipeline' || (command === 'init' && flag === '--from')
const quoted = (text: string) => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
