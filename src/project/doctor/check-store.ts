import { mkdirSync, rmSync, statfsSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Check, failed, ok, warning, wrong } from './check.ts'

/** File systems on other machines, by the number that Linux gives them. */
const remote: Readonly<Record<number, string>> = {
  26985: 'NFS',
  4283649346: 'CIFS',
  4266872130: 'SMB',
  20859: 'SMB',
  1702057286: 'FUSE',
}
const littleBytes = 1e9
const noBytes = 1e8

/** The disk under the store: whether it can be written, is here, and has room; and whether its clock is this machine's. */
export function checkStore(store: string): Check[] {
  const probe = join(store, `doctor-${process.pid}.tmp`)
  let clock: Check
  try {
    mkdirSync(store, { recursive: true })
    const before = Date.now()
    writeFileSync(probe, 'x')
    clock = checkClock(before, statSync(probe).mtimeMs)
    rmSync(probe, { force: true })
  } catch (error) {
    return [failed('store', error, `Make ${store} writable for this user, or remove it: it is made again.`)]
  }
  return [ok('store', 'the store can be written'), checkDisk(store), clock]
}

function checkDisk(store: string): Check {
  const { type, bavail, bsize } = statfsSync(store)
  const free = bavail * bsize
  const room = `${(free / 1e9).toFixed(1)} GB free`
  const elsewhere = remote[type]
  if (free < noBytes) return wrong('disk', `the disk of the store is full: ${room}`, 'Make room: millrace gc --yes.')
  if (free < littleBytes)
    return warning('disk', `the disk of the store is nearly full: ${room}`, 'Make room: millrace gc.')
  if (elsewhere === undefined) return ok('disk', `the store is on a local disk, ${room}`)
  return warning(
    'disk',
    `the store is on a file system of the kind ${elsewhere}, ${room}`,
    'Where it is on another machine it is slow, and times may be told wrongly: keep the project on a local disk.',
  )
}

/** Whether a file is new is told by its times: they must be of the same clock, and of our days. */
function checkClock(now: number, written: number): Check {
  if (now < Date.UTC(2024, 0)) {
    return wrong('clock', `the clock says ${new Date(now).toISOString()}`, 'Set the clock of this machine.')
  }
  const apart = Math.abs(written - now) / 1000
  if (apart <= 2) return ok('clock', 'the clock of the disk is that of this machine')
  return warning(
    'clock',
    `the disk dates files ${apart.toFixed(0)} s off this machine's clock`,
    'Changes that follow one another quickly may be missed: synchronise the clocks.',
  )
}
