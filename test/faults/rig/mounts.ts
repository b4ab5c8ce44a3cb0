import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'

/** A small disk of its own over a folder, until the test ends. */
export function mountSmallDisk(folder: string, size: string): void {
  mkdirSync(folder, { recursive: true })
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', folder], { stdio: 'pipe' })
  onTestFinished(() => unmount(folder))
}

/** Makes a folder and all in it read-only, for root too. @returns a function that ends it; the end of the test does so as well */
export function mountReadOnly(folder: string): () => void {
  execFileSync('mount', ['--bind', folder, folder], { stdio: 'pipe' })
  execFileSync('mount', ['-o', 'remount,ro,bind', folder], { stdio: 'pipe' })
  let mounted = true
  const end = () => {
    if (mounted) unmount(folder)
    mounted = false
  }
  onTestFinished(end)
  return end
}

function unmount(folder: string): void {
  execFileSync('umount', ['-l', folder], { stdio: 'pipe' })
}

/** Whether this process may mount. Where not, it says so: tests that need it are skipped. */
export function mayMount(): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'millrace-mount-'))
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder], { stdio: 'pipe' })
    unmount(folder)
    return true
  } catch {
    process.stderr.write('Skipped: tests that need a small or a read-only disk, since this user may not mount one.\n')
    return false
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
