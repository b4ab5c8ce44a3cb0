import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Tool } from './tool.ts'

export function make(version: string): Tool {
  return {
    name: 'make',
    version,
    write(folder, stages) {
      const rules = stages.map(({ name, reads }) => {
        const inputs = reads.length === 0 ? 'source.json' : reads.map((read) => `out/${read}`).join(' ')
        return `out/${name}: ${inputs}\n\t@mkdir -p out; cat $^ > $@\n`
      })
      writeFileSync(join(folder, 'source.json'), '1')
      writeFileSync(join(folder, 'Makefile'), `all: out/${stages.at(-1)!.name}\n${rules.join('')}`)
    },
    command: () => ({ argv: ['/usr/bin/make', '-j2', 'all'] }),
    made: ['out'],
    result: (stages) => `out/${stages.at(-1)!.name}`,
  }
}
