import { lutimesSync, readdirSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { globSync } from 'tinyglobby'
import type { ProjectRig } from '../project-rig.ts'
import type { Edit } from './read-case.ts'

/** Makes an edit. @returns how the transcript tells it */
export async function makeEdit(project: ProjectRig, edit: Edit): Promise<string> {
  if (edit.write !== undefined) {
    const { file, text } = edit.write
    for (const path of writtenFiles(project, file)) {
      // Not through a link, and also where the file is read-only.
      rmSync(project.path(path), { force: true })
      project.write({ [path]: text })
    }
    return `${comment(`${file} is now:`)}${quoted(text)}`
  }
  if (edit.replace !== undefined) {
    const { in: file, text, by } = edit.replace
    project.edit(file, text, by)
    return comment(`in ${file}, ${JSON.stringify(text)} is now ${JSON.stringify(by)}`)
  }
  if (edit.remove !== undefined) {
    rmSync(project.path(edit.remove), { recursive: true })
    return comment(`${edit.remove} is removed`)
  }
  if (edit.rename !== undefined) {
    const { from, to } = edit.rename
    renameSync(project.path(from), project.path(to))
    return comment(`${from} is now called ${to}`)
  }
  if (edit.link !== undefined) {
    const { file, to } = edit.link
    symlinkSync(to, project.path(file))
    return comment(`${file} is a link to ${to}`)
  }
  if (edit.age !== undefined) {
    const { folder, days } = edit.age
    const then = Date.now() / 1000 - days * 86_400
    const names = readdirSync(project.path(folder), { recursive: true, encoding: 'utf8' })
    for (const name of names) lutimesSync(join(project.path(folder), name), then, then)
    return comment(`${days} days later, for ${folder}`)
  }
  if (edit.show !== undefined) return `${comment(`${edit.show}:`)}${quoted(await content(project, edit.show))}`
  const found = globSync('**', { cwd: project.path(edit.list!), dot: true }).sort()
  return `${comment(`files in ${edit.list}:`)}${quoted(found.map((name) => `${name}\n`).join('') || 'none\n')}`
}

const comment = (text: string) => `# ${text}\n`
const quoted = (text: string) => {
  const lines = text.replace(/\n$/, '').split('\n')
  return lines.map((line) => `${`#   ${line}`.trimEnd()}\n`).join('')
}

/** The store names files by their content: there a pattern says which is meant. */
function writtenFiles(project: ProjectRig, file: string): string[] {
  if (!file.includes('*')) return [file]
  const found = globSync(file, { cwd: project.folder, dot: true })
  if (found.length === 0) throw new Error(`no file matches ${file}`)
  return found
}

async function content(project: ProjectRig, path: string): Promise<string> {
  if (!path.endsWith('.parquet')) return project.read(path)
  const rows = await project.rows(path)
  const plain = (_: string, value: unknown) => (typeof value === 'bigint' ? Number(value) : value)
  return rows.map((row) => `${JSON.stringify(row, plain)}\n`).join('')
}
