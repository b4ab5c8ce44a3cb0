import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { sha256 } from '../../../src/base/hash.ts'
import { makeFolder } from '../../../src/engine/cache/make-folder.ts'
import { takeTokens } from '../../../src/engine/cache/stat-token.ts'
import type { RememberOffer } from '../../../src/engine/contracts/remembered.ts'
import { openMemory } from '../../../src/engine/remembered/open-memory.ts'
import { temporaryFolder } from '../../rig/temporary-folder.ts'

function offered(more: Partial<RememberOffer> = {}): RememberOffer {
  const folder = join(temporaryFolder(), 'parts')
  makeFolder(folder)
  return { folder, inputs: { train: sha256('rows'), other: sha256('more') }, watched: {}, reads: true, ...more }
}

describe('the memory of a stage', () => {
  test('gives back what JSON would have made of a value, whether it was made or remembered', async () => {
    const offer = offered()
    const make = () => ({ score: Number.NaN, left: undefined, list: [1, 2] })
    const made = await openMemory(offer).remember('key', make)
    const memory = openMemory(offer)
    const known = await memory.remember('key', () => expect.fail('it is remembered'))
    expect(made).toEqual({ score: null, list: [1, 2] })
    expect(known).toEqual(made)
    expect(memory.count()).toEqual({ reused: 1, made: 0 })
  })

  test('tells keys and inputs apart, and passes over inputs that a part does not read', async () => {
    const offer = offered()
    await openMemory(offer).remember({ trial: 1 }, () => 1, { reads: ['train'] })
    const among = (more: Partial<RememberOffer>, key: unknown) =>
      openMemory({ ...offer, ...more }).remember(key, () => 2, { reads: ['train'] })
    expect(await among({ inputs: { train: sha256('rows'), other: sha256('changed') } }, { trial: 1 })).toBe(1)
    expect(await among({ inputs: { train: sha256('changed') } }, { trial: 1 })).toBe(2)
    expect(await among({}, { trial: 2 })).toBe(2)
  })

  test('makes a damaged part again', async () => {
    for (const damage of ['{"value":9', '{"value":9,"digest":"0000"}', '{}', '']) {
      const offer = offered()
      await openMemory(offer).remember('key', () => 1)
      const [name] = readdirSync(offer.folder)
      writeFileSync(join(offer.folder, name!), damage)
      expect(await openMemory(offer).remember('key', () => 1)).toBe(1)
      expect(await openMemory(offer).remember('key', () => expect.fail('it was mended'))).toBe(1)
    }
  })

  test('keeps nothing that was made while a file that decides it was touched', async () => {
    const file = join(temporaryFolder(), 'rows.csv')
    writeFileSync(file, 'a')
    const offer = offered({ watched: takeTokens([file]) })
    const remember = openMemory(offer).remember
    await remember('before', () => 1)
    await remember('during', () => writeFileSync(file, 'another'))
    await remember('after', () => 1)
    expect(readdirSync(offer.folder)).toHaveLength(1)
  })

  test('where all is made again, reads what is to be replayed and nothing else', async () => {
    const recorded = offered()
    const first = openMemory(recorded).remember
    await first('bought', () => 13, { replay: true })
    await first('trial', () => 1)
    const again = openMemory(offered({ reads: false, recorded: recorded.folder })).remember
    expect(await again('bought', () => 99, { replay: true })).toBe(13)
    expect(await again('trial', () => 2)).toBe(2)
    const forced = openMemory({ ...recorded, reads: false }).remember
    expect(await forced('bought', () => 99, { replay: true })).toBe(13)
    expect(await forced('trial', () => 3)).toBe(3)
  })

  test('makes every part where there is no store, and refuses a key that is no JSON where there is', async () => {
    expect(await openMemory(undefined).remember('key', () => 7)).toBe(7)
    await expect(openMemory(offered()).remember(Number.NaN, () => 7)).rejects.toMatchObject({ code: 'E_STAGE_OUTPUT' })
  })
})
