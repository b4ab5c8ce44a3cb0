import { cpSync, existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type CliResult, ProjectRig, testProgram, until } from '../project-rig.ts'
import { evenOut, type Places } from './even-out.ts'
import { makeEdit } from './make-edit.ts'
import type { RanBases } from './ran-bases.ts'
import { type Case, type Command, casesFolder, type Edit, type Meanwhile } from './read-case.ts'
import { splitWords } from './split-words.ts'

/** Plays a case in a fresh copy of its project. @returns its transcript, with what differs from run to run evened out */
export async function playCase(played: Case, ranBases: RanBases): Promise<string> {
  const { base, ran } = played
  const project = new ProjectRig({}, () => {})
  try {
    if (base !== undefined) copyInto(project, ran ? await ranBases.folder(base) : join(casesFolder, '_base', base))
    copyInto(project, join(played.folder, 'project'))
    const told = ran ? ['# The pipeline has been run.\n'] : []
    for (const step of played.steps) {
      told.push('run' in step ? await runCommand(project, step) : await makeEdit(project, step as Edit))
    }
    const places: Places = { project: project.folder, millrace: dirname(dirname(testProgram())) }
    return evenOut(`${told.join('\n')}`, places)
  } finally {
    project.remove()
  }
}

function copyInto(project: ProjectRig, folder: string): void {
  if (existsSync(folder)) cpSync(folder, project.folder, { recursive: true })
}

async function runCommand(project: ProjectRig, { run, in: cwd, env, meanwhile }: Command): Promise<string> {
  const options = { env: { TZ: 'UTC', ...env }, ...(cwd === undefined ? {} : { cwd }) }
  const running = project.start(splitWords(run).slice(1), options)
  let told = ''
  let seen = 0
  for (const each of meanwhile) {
    if (each.prints !== undefined) {
      const text = each.prints
      await until(() => running.printed().includes(text, seen), `"${text}" was not printed`)
      seen = running.printed().indexOf(text, seen) + text.length
      told += `# when it has printed "${text}":\n`
    } else if (each.await !== undefined) {
      await project.appears(each.await)
      told += `# when ${each.await} is there:\n`
    } else if (each.signal !== undefined) {
      running.process.kill(each.signal)
      told += `# ${each.signal} is sent\n`
    } else told += await makeEdit(project, each as Edit & Meanwhile)
  }
  const before = [
    ...(cwd === undefined ? [] : [`cd ${cwd} &&`]),
    ...Object.entries(env).map(([name, value]) => `${name}=${value}`),
  ]
  return `$ ${[...before, run].join(' ')}\n${told}${tell(await running.finished)}`
}

function tell({ code, stdout, stderr }: CliResult): string {
  return `exit code ${code}\n${stream('stdout', stdout)}${stream('stderr', stderr)}`
}

function stream(name: string, text: string): string {
  if (text === '') return ''
  const end = text.endsWith('\n') ? '' : '\n(without a line end)\n'
  return `${name}:\n${text.replace(/^(?=.)/gm, '  ')}${end}`
}
