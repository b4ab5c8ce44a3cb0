import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * The licenses of the packages that are part of a bundle, as these ask for: their authors' notices go where their code goes.
 *
 * @param {string} root the folder that has `node_modules`
 * @param {Record<string, unknown>} inputs files by path from there, as esbuild's metafile has them
 */
export function bundledLicenses(root, inputs) {
  const names = Object.keys(inputs).flatMap((path) => /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? [])
  const packages = [...new Set(names)].sort().map((name) => {
    const folder = join(root, 'node_modules', name)
    const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
    const file = existsSync(folder) && readdirSync(folder).find((each) => /^licen[sc]e(\.|$)/i.test(each))
    if (!file) throw new Error(`${name} cannot be bundled: it comes without the text of its license`)
    return `${name} ${version}\n\n${readFileSync(join(folder, file), 'utf8').trim()}\n`
  })
  const line = `${'-'.repeat(80)}\n`
  return `The files in this folder hold code of these packages.\n\n${line}${packages.join(`\n${line}`)}`
}
