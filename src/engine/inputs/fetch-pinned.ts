import { existsSync, mkdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { MillraceError } from '../../base/errors/millrace-error.ts'
import type { SourcePosition } from '../../base/errors/position.ts'
import { sha256, sha256File } from '../../base/hash.ts'
import { writeAtomically } from '../cache/write-atomically.ts'
import type { BorderInput } from '../definition/definition.ts'

/**
 * `https://…/file.csv#sha256=…`: downloaded once, kept by digest, and refused when the digest is another. Without a pin
 * the same pipeline could mean another thing tomorrow.
 * @throws E_URL
 */
export async function fetchPinned({ spec, written, at }: BorderInput, downloads: string): Promise<string> {
  const url = new URL(spec)
  // An address may hold a token from the environment.
  const [shown] = written.split('#') as [string]
  const pinned = /^#sha256=([0-9a-f]{64})$/i.exec(url.hash)?.[1]?.toLowerCase()
  url.hash = ''
  // Plain http is for servers on this machine: elsewhere anyone on the way could hold the download up.
  if (url.protocol === 'http:' && url.hostname !== '127.0.0.1' && url.hostname !== 'localhost') {
    throw new MillraceError('E_URL', `"${shown}" is not an https address`, { at, hint: 'Use https.' })
  }
  if (pinned === undefined) {
    throw new MillraceError('E_URL', `"${shown}" has no pinned digest`, {
      at,
      hint: `Add #sha256=… to it: the output of \`curl -sL "${shown}" | sha256sum\`.`,
    })
  }
  const path = join(downloads, pinned, basename(url.pathname) || 'download')
  if (existsSync(path) && (await sha256File(path)) === pinned) return path
  const bytes = await download(url, shown, at)
  const actual = sha256(bytes)
  if (actual !== pinned) {
    throw new MillraceError('E_URL', `"${shown}" has the digest ${actual}, not the pinned ${pinned}`, {
      at,
      hint: 'The file behind the address has changed. Look at it before you change the pin.',
    })
  }
  mkdirSync(join(downloads, pinned), { recursive: true })
  writeAtomically(path, bytes)
  return path
}

async function download(url: URL, shown: string, at: SourcePosition): Promise<Uint8Array> {
  if (process.env.MILLRACE_OFFLINE === '1') {
    throw new MillraceError('E_URL', `"${shown}" was not downloaded: MILLRACE_OFFLINE is set`, {
      at,
      hint: 'Take it out of the environment, or download the file by hand and name it.',
    })
  }
  try {
    const response = await fetch(url)
    if (!response.ok) throw new Error(`the server answered ${response.status} ${response.statusText}`)
    return new Uint8Array(await response.arrayBuffer())
  } catch (cause) {
    const because = cause instanceof Error ? (cause.cause instanceof Error ? cause.cause.message : cause.message) : ''
    throw new MillraceError('E_URL', `"${shown}" cannot be downloaded: ${because}`, {
      at,
      cause,
      hint: 'Check the address and the connection, or download it by hand and name the file.',
    })
  }
}
