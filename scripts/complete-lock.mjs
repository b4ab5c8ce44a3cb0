import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * `npm install` leaves a platform's package out of the lock file when the registry that it asks does not have it, and
 * `npm ci` then refuses the lock file on every platform. This puts these packages back, so that the lock file is whole
 * whatever registry it was made with. Run it after every change of dependencies: npm run lock. For the lock file of
 * another folder, give that folder.
 */
const path = join(process.argv[2] ?? join(dirname(fileURLToPath(import.meta.url)), '..'), 'package-lock.json')
const lock = JSON.parse(readFileSync(path, 'utf8'))
let added = 0
for (const parent of Object.values(lock.packages)) {
  for (const [name, version] of Object.entries(parent.optionalDependencies ?? {})) {
    const key = `node_modules/${name}`
    if (lock.packages[key] !== undefined || !/^\d/.test(version)) continue
    lock.packages[key] = { version, ...platformOf(name), ...(parent.dev ? { dev: true } : {}), optional: true }
    added++
  }
}
const sorted = Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1))
writeFileSync(path, `${JSON.stringify({ ...lock, packages: Object.fromEntries(sorted) }, null, 2)}\n`)
console.log(`package-lock.json: ${added} platform packages put back`)

/** Packages for one platform have it in their name: `binding-linux-arm64-musl`, `windows-64`. */
function platformOf(name) {
  const words = name.split(/[/-]/).map((word) => ({ windows: 'win32', 64: 'x64' })[word] ?? word)
  const os = words.find((word) => ['darwin', 'win32', 'linux', 'freebsd', 'android', 'openharmony'].includes(word))
  const cpu = words.find((word) => ['arm64', 'x64', 'arm', 'ia32', 'ppc64', 'riscv64', 's390x'].includes(word))
  if (os === undefined || cpu === undefined) throw new Error(`${name} does not say which platform it is for`)
  const libc = os !== 'linux' ? undefined : words.some((word) => word.startsWith('musl')) ? 'musl' : 'glibc'
  return { cpu: [cpu], ...(libc === undefined ? {} : { libc: [libc] }), os: [os] }
}
