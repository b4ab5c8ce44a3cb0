import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Tool } from './tool.ts'

/**
 * Started as npm would start it, but without npm: that saves wireit a fifth of a second.
 * @param bin wireit's own script
 */
export function wireit(bin: string, version: string): Tool {
  return {
    name: 'wireit',
    version,
    write(folder, stages) {
      const scripts = Object.fromEntries(stages.map(({ name }) => [name, 'wireit']))
      const wired = Object.fromEntries(
        stages.map(({ name, reads }) => [
          name,
          {
            command: `mkdir -p out; cat ${reads.length === 0 ? 'source.json' : reads.map((read) => `out/${read}`).join(' ')} > out/${name}`,
            files: reads.length === 0 ? ['source.json'] : [],
            output: [`out/${name}`],
            ...(reads.length === 0 ? {} : { dependencies: reads }),
          },
        ]),
      )
      writeFileSync(join(folder, 'source.json'), '1')
      writeFileSync(
        join(folder, 'package.json'),
        JSON.stringify({ name: 'bench', private: true, scripts, wireit: wired }, null, 1),
      )
    },
    command: (stages, folder) => ({
      argv: [process.execPath, bin],
      env: {
        npm_lifecycle_event: stages.at(-1)!.name,
        npm_config_user_agent: 'npm/10.0.0 node/v20.0.0 linux x64',
        npm_execpath: '/usr/bin/npm',
        npm_package_name: 'bench',
        npm_package_json: join(folder, 'package.json'),
        WIREIT_PARALLEL: '2',
        WIREIT_LOGGER: 'quiet',
      },
    }),
    made: ['out', '.wireit'],
    outputs: ['out'],
    result: (stages) => `out/${stages.at(-1)!.name}`,
  }
}
