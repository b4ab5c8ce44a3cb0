import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { sha256 } from '../../../src/base/hash.ts'
import { resolveBorder } from '../../../src/engine/inputs/resolve-border.ts'
import { nowhere } from '../../rig/definition.ts'
import { temporaryFolder } from '../../rig/temporary-folder.ts'

const resolve = (spec: string, folder: string) =>
  resolveBorder({ type: 'border', spec, written: spec, folder, at: nowhere }, join(folder, 'downloads'))

describe('a path', () => {
  const files = {
    'data/a.csv': 'a',
    'data/b.csv': 'b',
    'data/deep/c.csv': 'c',
    'data/.hidden.csv': 'h',
    'data/empty/x.txt': '',
  }

  test('is one file, named by its last part', async () => {
    const folder = temporaryFolder(files)
    const path = join(folder, 'data/a.csv')
    expect(await resolve('data/a.csv', folder)).toEqual({ files: [{ path, name: 'a.csv' }], watched: [path] })
    expect((await resolve(path, '/elsewhere')).files).toEqual([{ path, name: 'a.csv' }])
  })

  test('that leads nowhere or to a folder is refused, with what to write instead', async () => {
    const folder = temporaryFolder(files)
    await expect(resolve('data/none.csv', folder)).rejects.toMatchObject({ code: 'E_FILE_NOT_FOUND', at: nowhere })
    await expect(resolve('data', folder)).rejects.toMatchObject({
      code: 'E_FILE_NOT_FOUND',
      hint: expect.stringContaining('data/*.csv'),
    })
  })
})

describe('a glob', () => {
  const files = {
    'data/b.csv': 'b',
    'data/a.csv': 'a',
    'data/deep/c.csv': 'c',
    'data/.hidden.csv': 'h',
    'data/none/x.txt': '',
  }
  const names = async (spec: string, folder: string) => (await resolve(spec, folder)).files.map(({ name }) => name)

  test('gives its files sorted, named from where the pattern begins, wherever they lie', async () => {
    const [one, two] = [temporaryFolder(files), temporaryFolder(files)]
    expect(await names('data/*.csv', one)).toEqual(['a.csv', 'b.csv'])
    expect(await names('data/**/*.csv', one)).toEqual(['a.csv', 'b.csv', 'deep/c.csv'])
    expect(await names(`${two}/data/**/*.csv`, one)).toEqual(['a.csv', 'b.csv', 'deep/c.csv'])
    expect(await names('{data,more}/?.csv', one)).toEqual(['data/a.csv', 'data/b.csv'])
    expect(await names('{data/deep,more}/*.csv', one)).toEqual(['data/deep/c.csv'])
    expect(await names('../data/*.csv', join(one, 'data'))).toEqual(['a.csv', 'b.csv'])
  })

  test('watches every folder in which a file could appear that matches', async () => {
    const folder = temporaryFolder(files)
    const watched = async (spec: string) =>
      (await resolve(spec, folder)).watched
        .filter((path) => !path.endsWith('.csv'))
        .map((path) => path.slice(folder.length).replace(/\/$/, ''))
    expect(await watched('data/*.csv')).toEqual(['/data'])
    expect((await watched('data/**/*.csv')).sort()).toEqual(
      expect.arrayContaining(['/data', '/data/deep', '/data/none']),
    )
    expect((await watched('data/*/c.csv')).sort()).toEqual(['/data', '/data/deep', '/data/none'])
  })

  test('that matches nothing says whether the folder is there', async () => {
    const folder = temporaryFolder(files)
    await expect(resolve('data/*.json', folder)).rejects.toMatchObject({ code: 'E_FILE_NOT_FOUND' })
    await expect(resolve('nodata/*.csv', folder)).rejects.toMatchObject({ hint: expect.stringContaining('"nodata"') })
  })
})

describe('npm:', () => {
  test('is a file of the nearest installed package, found upwards', async () => {
    const folder = temporaryFolder({
      'node_modules/cars/data/all.json': '[]',
      'node_modules/@scope/cars/all.json': '[]',
      'sub/node_modules/cars/data/all.json': '[1]',
      'sub/deep/x': '',
    })
    const found = async (spec: string, from: string) =>
      (await resolve(spec, join(folder, from))).files[0]!.path.slice(folder.length)
    expect(await found('npm:cars/data/all.json', '.')).toBe('/node_modules/cars/data/all.json')
    expect(await found('npm:cars/data/all.json', 'sub/deep')).toBe('/sub/node_modules/cars/data/all.json')
    expect(await found('npm:@scope/cars/all.json', 'sub')).toBe('/node_modules/@scope/cars/all.json')
  })

  test.each([
    ['npm:nosuch/a.json', 'npm install nosuch'],
    ['npm:cars/none.json', 'node_modules/cars'],
    ['npm:cars', 'npm:package/path'],
    ['npm:cars/../secret', 'npm:package/path'],
  ])('%s is refused, with what to do', async (spec, hint) => {
    const folder = temporaryFolder({ 'node_modules/cars/a.json': '[]', 'node_modules/secret': '' })
    await expect(resolve(spec, folder)).rejects.toMatchObject({
      code: 'E_FILE_NOT_FOUND',
      hint: expect.stringContaining(hint),
    })
  })
})

describe('a web address', () => {
  async function serve(body: string): Promise<{ url: string; asked: () => number }> {
    let asked = 0
    const server = createServer((request, response) => {
      asked++
      response.statusCode = request.url === '/gone.csv' ? 404 : 200
      response.end(body)
    })
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    onTestFinished(() => void server.close())
    return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked: () => asked }
  }

  test('with the right digest is downloaded once and kept', async () => {
    const folder = temporaryFolder()
    const { url, asked } = await serve('x,y\n')
    const spec = `${url}/d/a.csv#sha256=${sha256('x,y\n')}`
    const [first] = (await resolve(spec, folder)).files
    expect(first).toMatchObject({ name: 'a.csv', path: expect.stringContaining('downloads') })
    expect((await resolve(spec.replace('sha256=', 'SHA256=').replace('SHA256', 'sha256'), folder)).files).toEqual([
      first,
    ])
    expect(asked()).toBe(1)
  })

  test('with another digest is refused with both, and nothing is kept', async () => {
    const folder = temporaryFolder()
    const { url } = await serve('changed')
    const pinned = sha256('x,y\n')
    await expect(resolve(`${url}/a.csv#sha256=${pinned}`, folder)).rejects.toMatchObject({
      code: 'E_URL',
      message: expect.stringMatching(new RegExp(`${sha256('changed')}.*${pinned}`)),
    })
    await expect(resolve(`downloads/${pinned}/a.csv`, folder)).rejects.toMatchObject({ code: 'E_FILE_NOT_FOUND' })
  })

  test('without a digest, over plain http elsewhere, or that fails is refused', async () => {
    const folder = temporaryFolder()
    const { url, asked } = await serve('x')
    await expect(resolve(`${url}/a.csv`, folder)).rejects.toMatchObject({
      code: 'E_URL',
      hint: expect.stringContaining('sha256sum'),
    })
    expect(asked()).toBe(0)
    await expect(resolve(`http://example.org/a.csv#sha256=${sha256('x')}`, folder)).rejects.toMatchObject({
      hint: 'Use https.',
    })
    await expect(resolve(`${url}/gone.csv#sha256=${sha256('x')}`, folder)).rejects.toMatchObject({
      message: expect.stringContaining('404'),
    })
  })
})
