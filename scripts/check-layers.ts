import { existsSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { globSync } from 'tinyglobby'
import { floors, stageImports } from './floors.ts'
import { importsOf } from './imports-of.ts'

/**
 * Fails when a file imports upstairs or the room next door, when imports run in a circle (types count), or when a shipped
 * stage imports anything that a user's stage could not.
 */
const root = resolve(import.meta.dirname, '..')
const problems: string[] = []
const graph = new Map<string, string[]>()

for (const file of globSync('src/**/*.ts', { cwd: root }).sort()) {
  const room = roomOf(file)
  const targets: string[] = []
  for (const { specifier, line } of importsOf(join(root, file))) {
    if (!specifier.startsWith('.')) {
      if (specifier.startsWith('millrace'))
        problems.push(`${file}:${line} imports "${specifier}": inside src/, import the file itself`)
      continue
    }
    // AssemblyScript names a file without its extension.
    const name = dirname(file).endsWith('/assembly') ? `${specifier}.ts` : specifier
    const target = relative(root, resolve(root, dirname(file), name))
    if (!existsSync(join(root, target))) {
      problems.push(`${file}:${line} imports "${specifier}", which does not exist`)
      continue
    }
    targets.push(target)
    const other = roomOf(target)
    if (other === room) continue
    const here = floors[room]
    const there = floors[other]
    if (here === undefined) problems.push(`${file}: there is no room "${room}" in scripts/floors.ts`)
    else if (there === undefined) problems.push(`${file}:${line} imports ${target}, which is in no room`)
    else if (there > here) problems.push(`${file}:${line} (floor ${here}) imports upstairs: ${target} (floor ${there})`)
    else if (there === here) problems.push(`${file}:${line} imports the room next door: ${target} (both floor ${here})`)
  }
  graph.set(file, targets)
}

for (const file of globSync('stages/**/*.ts', { cwd: root }).sort()) {
  for (const { specifier, line } of importsOf(join(root, file))) {
    const own =
      specifier.startsWith('.') &&
      !relative(join(root, 'stages'), resolve(root, dirname(file), specifier)).startsWith('..')
    if (!own && !stageImports.includes(specifier))
      problems.push(
        `${file}:${line} imports "${specifier}": stages import ${stageImports.join(', ')} and what lies beside them`,
      )
  }
}

for (const circle of circles(graph)) problems.push(`imports run in a circle: ${circle.join(' → ')}`)

if (problems.length > 0) {
  console.error(`${problems.join('\n')}\n${problems.length} problems with the floors of the house (docs/layout.md).`)
  process.exit(1)
}
console.log(`layers: ${graph.size} files, every import goes to its own room or downstairs, no circles`)

function roomOf(file: string): string {
  return file.split('/')[1]!
}

/** Each circle once: depth first, with the path that led there. */
function circles(edges: ReadonlyMap<string, readonly string[]>): string[][] {
  const found: string[][] = []
  const done = new Set<string>()
  const visit = (file: string, path: string[]): void => {
    const at = path.indexOf(file)
    if (at >= 0) found.push([...path.slice(at), file])
    if (at >= 0 || done.has(file)) return
    for (const next of edges.get(file) ?? []) visit(next, [...path, file])
    done.add(file)
  }
  for (const file of edges.keys()) visit(file, [])
  return found
}
