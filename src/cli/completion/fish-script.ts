import type { CommandWords, OptionWords } from './command-words.ts'
import { stageNamesAwk } from './stage-names.ts'

/** For fish: `millrace completion fish | source`. */
export function fishScript(commands: readonly CommandWords[]): string {
  const lines = commands.flatMap(({ name, description, options, stages, choices }) => {
    const inside = `complete -c millrace -n '__millrace_in ${name}'`
    return [
      `complete -c millrace -n __fish_use_subcommand -a ${name} -d ${quoted(description)}`,
      ...options.map((option) => `${inside} ${optionText(option)}`),
      ...(stages ? [`${inside} -a '(__millrace_stages)' -d stage`] : []),
      ...(choices.length > 0 ? [`${inside} -a ${quoted(choices.join(' '))}`] : []),
    ]
  })
  return `# Completion of millrace and run-pipeline for fish. Put this into config.fish: millrace completion fish | source
function __millrace_in -d 'whether a command is being typed; run where none is'
  set -l words (commandline -opc)
  set -e words[1]
  for word in $words
    if contains -- $word ${commands.map(({ name }) => name).join(' ')}
      test $word = $argv[1]
      return
    end
  end
  test run = $argv[1]
end
function __millrace_stages
  set -l file pipeline.yaml
  set -l before
  for word in (commandline -opc)
    contains -- "$before" -p --pipeline; and set file $word
    set before $word
  end
  test -f $file; and awk '${stageNamesAwk}' $file
end
complete -c millrace -f
complete -c millrace -n __fish_use_subcommand -l version -d 'which version this is'
${lines.join('\n')}
complete -c run-pipeline -w millrace
`
}

function optionText({ long, short, description, takes }: OptionWords): string {
  const names = `-l ${long.slice(2)}${short === undefined ? '' : ` -s ${short.slice(1)}`}`
  const values =
    takes === 'nothing'
      ? ''
      : takes === 'file'
        ? ' -r -F'
        : takes === 'stage'
          ? ` -x -a '(__millrace_stages)'`
          : takes === 'value'
            ? ' -x'
            : ` -x -a ${quoted(takes.join(' '))}`
  return `${names}${values} -d ${quoted(description)}`
}

const quoted = (text: string) => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
