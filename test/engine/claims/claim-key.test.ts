import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { describe, expect, onTestFinished, test } from 'vitest'
import { type ClaimOptions, claimKey } from '../../../src/engine/claims/claim-key.ts'
import { parseProcessName, processName } from '../../../src/engine/claims/process-name.ts'
import { isThere, processState } from '../../../src/engine/claims/process-state.ts'
import { temporaryFolder } from '../../rig/temporary-folder.ts'

const own = parseProcessName(processName())!
/** A name with another part. */
const nameOf = (changed: Partial<typeof own>) => {
  const { pid, started, boot, place } = { ...own, ...changed }
  return [pid, started, boot, place].join('-')
}
/** More than Linux ever gives. */
const noPid = 999_999_999

describe('processState', () => {
  test('tells the living from the dead, from those whose id was given again, and from those before a restart', () => {
    expect(processState(processName())).toBe('alive')
    expect(processState(`${processName()}-0badc0de`)).toBe('alive')
    expect(processState(nameOf({ pid: noPid }))).toBe('dead')
    expect(processState(nameOf({ boot: 'ffffffff' }))).toBe('dead')
  })

  test.runIf(process.platform === 'linux')(
    'by the time at which the process started, and not for zombies',
    async () => {
      expect(processState(nameOf({ started: '1' }))).toBe('dead')
      // Its child ends at once, and it never asks how: a zombie.
      const parent = spawn('sh', ['-c', 'sleep 0.1 & echo $!; exec sleep 60'], { stdio: ['ignore', 'pipe', 'ignore'] })
      onTestFinished(() => {
        parent.kill('SIGKILL')
      })
      const [line] = (await once(parent.stdout, 'data')) as [Buffer]
      const zombie = Number(line.toString())
      await setTimeout(300)
      expect(isThere(zombie)).toBe(true)
      expect(processState(processName(zombie))).toBe('dead')
    },
  )

  test('says that it does not know of other machines and containers, and of names that it did not give', () => {
    expect(processState(nameOf({ place: '00000000' }))).toBe('unknown')
    expect(processState(nameOf({ started: '0' }))).toBe('unknown')
    expect(processState('notes.txt')).toBe('unknown')
  })
})

describe('claimKey', () => {
  function queue() {
    const folder = join(temporaryFolder(), 'claims', 'key')
    const waits: number[] = []
    const controller = new AbortController()
    const claim = (options: Partial<ClaimOptions> = {}) =>
      claimKey(folder, { signal: controller.signal, onWait: (pid) => waits.push(pid), ...options })
    return { folder, waits, controller, claim }
  }

  test('gives a key to one at a time, in the order in which they came, and leaves nothing', async () => {
    const { folder, claim, waits } = queue()
    const order: number[] = []
    let holders = 0
    const all = Array.from({ length: 20 }, async (_, i) => {
      const held = await claim()
      expect(++holders).toBe(1)
      order.push(i)
      await setTimeout(2)
      holders--
      held!.release()
    })
    await Promise.all(all)
    expect(order).toEqual(order.toSorted((a, b) => a - b))
    expect(waits).toHaveLength(19)
    expect(existsSync(folder)).toBe(false)
  })

  test.each([
    ['a process that is gone', { pid: noPid }],
    ['a process before a restart of the machine', { boot: 'ffffffff' }],
  ])('is taken over from %s, whether it held the key, waited or drew its number', async (_, dead) => {
    const { folder, claim, waits } = queue()
    const first = (await claim())!
    for (const prefix of ['0', '1', '7', 'drawing'])
      writeFileSync(join(folder, `${prefix}-${nameOf(dead)}-00000000`), '')
    first.release()
    const second = await claim()
    expect(readdirSync(folder)).toHaveLength(1)
    second!.release()
    expect(waits).toEqual([])
    expect(existsSync(folder)).toBe(false)
  })

  test('waits for a living process however long it takes, until it is interrupted; then nothing stays of the wait', async () => {
    const { folder, claim, controller, waits } = queue()
    const first = (await claim())!
    const second = claim({ silenceMs: 1 })
    await setTimeout(300)
    expect(readdirSync(folder)).toHaveLength(2)
    controller.abort()
    expect(await second).toBeUndefined()
    expect(waits).toEqual([process.pid])
    expect(readdirSync(folder)).toHaveLength(1)
    first.release()
  })

  test('waits for another machine while that gives signs of life, and takes over after a long silence', async () => {
    const { folder, claim, waits } = queue()
    const elsewhere = join(folder, `1-${nameOf({ place: '00000000', pid: 4711 })}-00000000`)
    mkdirSync(folder, { recursive: true })
    writeFileSync(elsewhere, '')
    let taken = false
    const second = claim({ silenceMs: 3000 }).then((claim) => {
      taken = true
      return claim!
    })
    // By a clock that is years behind: what counts is that it goes on.
    for (let sign = 1; sign <= 10; sign++) {
      utimesSync(elsewhere, sign, sign)
      await setTimeout(100)
      expect(taken).toBe(false)
    }
    const held = await second
    expect(waits).toEqual([4711])
    held.release()
    expect(existsSync(elsewhere)).toBe(false)
  })

  test('does not mind that somebody takes the whole store away', async () => {
    const { folder, claim } = queue()
    const first = (await claim())!
    const second = claim()
    rmSync(join(folder, '..'), { recursive: true })
    const held = (await second)!
    held.release()
    first.release()
  })
})
