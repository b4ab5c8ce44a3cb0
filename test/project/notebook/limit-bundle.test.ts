import { expect, test } from 'vitest'
import { limitBundle } from '../../../src/project/notebook/limit-bundle.ts'

const chart = {
  'application/vnd.vegalite.v5+json': { data: ['x'.repeat(2000)] },
  'image/svg+xml': '<svg/>',
  'text/plain': 'A chart',
}

test('what is too large for a notebook is left out, and the text says what and how large it is', () => {
  expect(limitBundle(chart, 1000)).toEqual({
    'image/svg+xml': '<svg/>',
    'text/plain': expect.stringMatching(
      /^A chart\nToo large for a notebook: application\/vnd\.vegalite\.v5\+json \(2\.0 kB\)\./,
    ),
  })
})

test('what is small enough stays as it is', () => {
  expect(limitBundle(chart, 3000)).toBe(chart)
})
