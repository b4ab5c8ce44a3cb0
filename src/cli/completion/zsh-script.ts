import { bashScript } from './bash-script.ts'
import type { CommandWords } from './command-words.ts'

/** For zsh, by its own reader of bash completions: `source <(millrace completion zsh)`. */
export function zshScript(commands: readonly CommandWords[]): string {
  return `# Completion of millrace and run-pipeline for zsh. Put this into ~/.zshrc: source <(millrace completion zsh)
autoload -Uz compinit bashcompinit
(( \${+functions[compdef]} )) || compinit
bashcompinit
${bashScript(commands).split('\n').slice(1).join('\n')}`
}
