import { Argument, type Command } from 'commander'
import { bashScript } from '../completion/bash-script.ts'
import { commandWords } from '../completion/command-words.ts'
import { fishScript } from '../completion/fish-script.ts'
import { zshScript } from '../completion/zsh-script.ts'
import { examples } from '../print/examples.ts'

const scripts = { bash: bashScript, zsh: zshScript, fish: fishScript }

export function addCompletion(program: Command): void {
  program
    .command('completion')
    .description('a script on stdout that completes commands, flags and stages in a shell')
    .addArgument(new Argument('<shell>', 'which shell').choices(Object.keys(scripts)))
    .addHelpText(
      'after',
      examples(
        ['source <(millrace completion bash)', 'in ~/.bashrc'],
        ['source <(millrace completion zsh)', 'in ~/.zshrc'],
        ['millrace completion fish | source', 'in ~/.config/fish/config.fish'],
      ),
    )
    .action((shell: keyof typeof scripts) => {
      process.stdout.write(scripts[shell](commandWords(program)))
    })
}
