import { spawnSync } from 'node:child_process'

const debianPackages = ['python3-nbclient', 'python3-nbformat', 'jupyter-nbconvert']
const modules = 'import nbclient, nbformat, nbconvert'

/**
 * A Python with nbclient, nbformat and nbconvert: that of `MILLRACE_PYTHON`, Debian's, or the first in the path. Where they are
 * missing they are installed from Debian's packages, if this is a Debian and we may.
 * @returns its command
 * @throws Error that says what to install
 */
export function requireJupyter(): string {
  const given = process.env.MILLRACE_PYTHON
  const candidates = given === undefined ? ['/usr/bin/python3', 'python3'] : [given]
  const found = () => candidates.find((python) => spawnSync(python, ['-c', modules]).status === 0)
  const there = found()
  if (there !== undefined) return there
  const mayInstall = process.getuid?.() === 0 && spawnSync('apt-get', ['--version']).status === 0
  if (mayInstall && given === undefined) {
    console.log(`Installing ${debianPackages.join(', ')} …`)
    const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    spawnSync('apt-get', ['update', '-qq'], { stdio: 'inherit', env: environment })
    const install = ['install', '-y', '-qq', '--no-install-recommends', ...debianPackages]
    spawnSync('apt-get', install, { stdio: ['ignore', 'ignore', 'inherit'], env: environment })
    const installed = found()
    if (installed !== undefined) return installed
  }
  throw new Error(
    `No Python with nbclient, nbformat and nbconvert (looked at ${candidates.join(', ')}).\n` +
      `Install them: apt-get install ${debianPackages.join(' ')}, or pip install nbclient nbconvert, and name that Python by MILLRACE_PYTHON.`,
  )
}
