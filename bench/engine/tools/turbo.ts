import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import type { Tool } from './tool.ts'

/**
 * A workspace package a stage, as turbo is used. In place of npm there is a script that does what `npm run build` would
 * come to: with the real one every stage would pay a fifth of a second of npm, for which turbo is not to blame.
 *
 * @param bin how turbo is started: Node with the script that npm links, or the program that this script starts
 * @param realNpm npm as it is, for comparison: only up to ten stages
 * @param flags in turbo 2.11 `--daemon` and `--no-daemon` are said to do nothing any more
 */
export function turbo(
  bin: readonly string[],
  version: string,
  name: string,
  flags: readonly string[] = [],
  realNpm = false,
): Tool {
  return {
    name,
    version,
    ...(realNpm ? { atMost: 10 } : {}),
    write(folder, stages) {
      const json = (path: string, value: unknown) => writeFileSync(join(folder, path), JSON.stringify(value, null, 1))
      json('package.json', { name: 'bench', private: true, packageManager: 'npm@10.0.0', workspaces: ['packages/*'] })
      json('turbo.json', {
        tasks: { build: { dependsOn: ['^build'], inputs: ['build.sh', 'source.json'], outputs: ['out'] } },
      })
      const locked: Record<string, unknown> = { '': { name: 'bench', workspaces: ['packages/*'] } }
      for (const { name, reads } of stages) {
        const at = join('packages', name)
        mkdirSync(join(folder, at), { recursive: true })
        const dependencies = Object.fromEntries(reads.map((read) => [read, '1.0.0']))
        json(join(at, 'package.json'), {
          name,
          version: '1.0.0',
          scripts: { build: 'sh build.sh' },
          dependencies,
        })
        const from = reads.length === 0 ? 'source.json' : reads.map((read) => `../${read}/out`).join(' ')
        writeFileSync(join(folder, at, 'build.sh'), `cat ${from} > out\n`)
        if (reads.length === 0) writeFileSync(join(folder, at, 'source.json'), '1')
        locked[at] = { name, version: '1.0.0', dependencies }
        locked[`node_modules/${name}`] = { resolved: at, link: true }
      }
      json('package-lock.json', { name: 'bench', lockfileVersion: 3, requires: true, packages: locked })
      writeFileSync(join(folder, '.gitignore'), 'node_modules\n.turbo\nout\nbin\n')
      if (realNpm) return
      mkdirSync(join(folder, 'bin'))
      writeFileSync(join(folder, 'bin', 'npm'), '#!/bin/sh\nexec sh build.sh\n')
      chmodSync(join(folder, 'bin', 'npm'), 0o755)
    },
    command: (_, folder) => ({
      argv: [...bin, 'run', 'build', ...flags, '--concurrency=2', '--output-logs=none'],
      env: {
        PATH: `${join(folder, 'bin')}${delimiter}${process.env.PATH}`,
        TURBO_TELEMETRY_DISABLED: '1',
        TURBO_NO_UPDATE_NOTIFIER: '1',
        DO_NOT_TRACK: '1',
      },
    }),
    made: ['.turbo', 'node_modules', 'packages/*/out', 'packages/*/.turbo'],
    outputs: ['packages/*/out'],
    result: (stages) => `packages/${stages.at(-1)!.name}/out`,
  }
}
