import { readdirSync } from 'node:fs'
import { join } from 'node:path'

const elsewhere = new Set(['node_modules', 'artifacts', '.git'])

/** Files below a project's root with one of these endings, outside of what is installed and what runs make. */
export function projectFiles(root: string, endings: readonly string[]): string[] {
  const found: string[] = []
  const folders = [root]
  for (const folder of folders) {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      if (entry.isDirectory() && !elsewhere.has(entry.name)) folders.push(join(folder, entry.name))
      else if (entry.isFile() && endings.some((ending) => entry.name.endsWith(ending))) {
        found.push(join(folder, entry.name))
      }
    }
  }
  return found
}
