import { join } from 'node:path'
import { expect, test } from 'vitest'
import { MillraceError } from '../../../src/base/errors/millrace-error.ts'
import { errorDocument } from '../../../src/engine/executor/error-document.ts'
import { temporaryFolder } from '../../rig/temporary-folder.ts'

/** An error with a stack as Node writes it, the source map applied. */
function thrown(message: string, ...frames: string[]): Error {
  const error = new TypeError(message)
  error.stack = [`TypeError: ${message}`, ...frames.map((frame) => `    at ${frame}`)].join('\n')
  return error
}

test('the place is the first frame in the project that is not in a package or in the store', () => {
  const folder = temporaryFolder({ 'stages/a.ts': 'one\ntwo three\n' })
  const error = thrown(
    'no',
    'node:internal/process:1:2',
    `f (${folder}/node_modules/x/index.js:1:1)`,
    `g (file://${folder}/artifacts/.store/code/abc.mjs:1:999)`,
    `async run (${folder}/stages/a.ts:2:5)`,
    `h (${folder}/stages/b.ts:1:1)`,
  )
  expect(errorDocument(error, folder)).toEqual({
    code: 'E_STAGE_THREW',
    message: 'TypeError: no',
    at: { file: 'stages/a.ts', line: 2, column: 5, text: 'two three' },
    stack: error.stack,
  })
})

test('a file address with encoded letters, and folders with brackets in their names, are found', () => {
  const folder = temporaryFolder({ 'my stages (new)/ü.ts': 'first\n' })
  const place = { file: join('my stages (new)', 'ü.ts'), line: 1, column: 3, text: 'first' }
  const encoded = `file://${folder}/my%20stages%20(new)/%C3%BC.ts`
  expect(errorDocument(thrown('no', `run (${encoded}:1:3)`), folder).at).toEqual(place)
  expect(errorDocument(thrown('no', `run (${folder}/my stages (new)/ü.ts:1:3)`), folder).at).toEqual(place)
  expect(errorDocument(thrown('no', `${folder}/my stages (new)/ü.ts:1:3`), folder).at).toEqual(place)
})

test('an error with a code keeps code, hint and place, and is recognised by its shape', () => {
  const at = { file: 'p.yaml', line: 1, column: 1 }
  const own = new MillraceError('E_TABLE_COLUMN', 'no column', { hint: 'There is x.', at })
  expect(errorDocument(own, '/p')).toEqual({ code: 'E_TABLE_COLUMN', message: 'no column', hint: 'There is x.', at })
  const copy = Object.assign(new Error('no column'), { name: 'MillraceError', code: 'E_TABLE_COLUMN', hint: undefined })
  expect(errorDocument(copy, '/nowhere')).toEqual({ code: 'E_TABLE_COLUMN', message: 'no column' })
})

test.each([
  ['text', '"text"'],
  [undefined, 'undefined'],
  [{ a: 1 }, '{"a":1}'],
  [1n, '1'],
])('%s, which is no error, is shown', (value, shown) => {
  expect(errorDocument(value, '/p')).toEqual({
    code: 'E_STAGE_THREW',
    message: `the stage threw ${shown}, which is not an Error`,
    hint: 'Throw an Error: it knows its place.',
  })
})
