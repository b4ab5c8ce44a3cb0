import type { CommandWords } from './command-words.ts'
import { stageNamesAwk } from './stage-names.ts'

/** For bash, older ones included: `source <(millrace completion bash)`. */
export function bashScript(commands: readonly CommandWords[]): string {
  const names = commands.map(({ name }) => name).join(' ')
  const run = commands.find(({ name }) => name === 'run')
  const cases = commands.map(({ name, flags, choices, stages }) => {
    const words =
      choices.length > 0 ? ` offered="${choices.join(' ')}"` : stages ? ' offered="$(__millrace_stages)"' : ''
    return `    ${name}) flags="${flags.join(' ')}"${words === '' ? '' : `;${words}`} ;;`
  })
  return `# Completion of millrace and run-pipeline for bash. Put this into ~/.bashrc: source <(millrace completion bash)
__millrace_stages() {
  local file=pipeline.yaml i
  for ((i = 1; i < COMP_CWORD; i++)); do
    case "\${COMP_WORDS[i]}" in -p|--pipeline) file="\${COMP_WORDS[i + 1]}" ;; esac
  done
  [ -f "$file" ] && awk '${stageNamesAwk}' "$file"
}
__millrace() {
  local word="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD - 1]}" flags offered="" command=run i
  case "$before" in
    -p|--pipeline) COMPREPLY=($(compgen -f -- "$word")); return ;;
    --from) [ "\${COMP_WORDS[1]}" = init ] && COMPREPLY=($(compgen -f -- "$word")) || COMPREPLY=($(compgen -W "$(__millrace_stages)" -- "$word")); return ;;
    --format) COMPREPLY=($(compgen -W "text mermaid dot svg" -- "$word")); return ;;
  esac
  for ((i = 1; i < COMP_CWORD; i++)); do
    case " ${names} " in *" \${COMP_WORDS[i]} "*) command="\${COMP_WORDS[i]}"; break ;; esac
  done
  case "$command" in
${cases.join('\n')}
  esac
  [ "$COMP_CWORD" = 1 ] && offered="${names} $(__millrace_stages)" flags="${[...(run?.flags ?? []), '--version'].join(' ')}"
  case "$word" in
    -*) COMPREPLY=($(compgen -W "$flags" -- "$word")) ;;
    *) COMPREPLY=($(compgen -W "$offered" -- "$word")) ;;
  esac
}
complete -o default -F __millrace millrace run-pipeline
`
}
