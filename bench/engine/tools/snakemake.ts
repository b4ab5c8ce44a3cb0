import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Tool } from './tool.ts'

export function snakemake(version: string): Tool {
  return {
    name: 'snakemake',
    version,
    write(folder, stages) {
      const rules = stages.map(({ name, reads }) => {
        const inputs = (reads.length === 0 ? ['source.json'] : reads.map((read) => `out/${read}`)).map((path) =>
          JSON.stringify(path),
        )
        return `rule ${name}:\n    input: ${inputs.join(', ')}\n    output: "out/${name}"\n    shell: "cat {input} > {output}"\n`
      })
      writeFileSync(join(folder, 'source.json'), '1')
      writeFileSync(join(folder, 'Snakefile'), `rule all:\n    input: "out/${stages.at(-1)!.name}"\n${rules.join('')}`)
    },
    command: () => ({ argv: ['/usr/bin/snakemake', '--cores', '2', '--quiet'] }),
    made: ['out', '.snakemake'],
    result: (stages) => `out/${stages.at(-1)!.name}`,
  }
}
