import type { CommandWords, OptionWords } from './command-words.ts'
import { stageNamesAwk } from './stage-names.ts'

/** For zsh: `source <(millrace completion zsh)`. */
export function zshScript(commands: readonly CommandWords[]): string {
  const names = commands.map(({ name }) => name)
  const described = commands.map(({ name, description }) => `    ${quoted(`${name}:${description}`)}`)
  const cases = commands.map(({ name, options, stages, choices }) => {
    const words = stages
      ? `'*:stage:_millrace_stages'`
      : choices.length > 0
        ? quoted(`*:${name}:(${choices.join(' ')})`)
        : `'*:file:_files'`
    return `    ${name}) _arguments ${[...options.flatMap(optionTexts), words].join(' ')} ;;`
  })
  return `# Completion of millrace and run-pipeline for zsh. Put this into ~/.zshrc: source <(millrace completion zsh)
autoload -Uz compinit
(( \${+functions[compdef]} )) || compinit
_millrace_stages() {
  local file=pipeline.yaml i
  for ((i = 2; i < CURRENT; i++)); do
    case $words[i] in -p|--pipeline) file=$words[i+1] ;; esac
  done
  [[ -f $file ]] && compadd -- $(awk '${stageNamesAwk}' $file)
}
_millrace() {
  local command=run i given=0
  local -a commands
  commands=(
${described.join('\n')}
  )
  for ((i = 2; i < CURRENT; i++)); do
    case $words[i] in ${names.join('|')}) command=$words[i]; given=1; break ;; esac
  done
  # What is typed first may be a command, or already a stage.
  if ((CURRENT == 2)) && [[ $words[2] != -* ]]; then
    _describe -t commands command commands
    _millrace_stages
    return
  fi
  # The command itself is none of its arguments.
  if ((given)); then
    words[i]=()
    ((CURRENT--))
  fi
  case $command in
${cases.join('\n')}
  esac
}
compdef _millrace millrace run-pipeline
`
}

/** A flag as _arguments reads it, once for each of its names. */
function optionTexts({ long, short, description, takes }: OptionWords): string[] {
  const values =
    takes === 'nothing'
      ? ''
      : takes === 'file'
        ? ':file:_files'
        : takes === 'stage'
          ? ':stage:_millrace_stages'
          : takes === 'value'
            ? ':value: '
            : `:value:(${takes.join(' ')})`
  const explained = `[${description.replace(/[\\[\]]/g, '\\$&')}]${values}`
  return [long, short].flatMap((name) => (name === undefined ? [] : [quoted(`*${name}${explained}`)]))
}

const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`
