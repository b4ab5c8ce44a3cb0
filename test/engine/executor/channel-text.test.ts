import { expect, test } from 'vitest'
import { fromChannelText, toChannelText } from '../../../src/engine/executor/channel-text.ts'

test('a message comes through as it was, also what JSON would lose', () => {
  const message = {
    params: {
      least: Number.NaN,
      most: Number.POSITIVE_INFINITY,
      below: Number.NEGATIVE_INFINITY,
      zero: -0,
      gone: undefined,
    },
    list: [undefined, null, 1n << 70n, new Date(86_400_000), new Uint8Array([0, 255])],
    $millrace: 'a field of that name',
    nested: { $millrace: 'undefined', entries: [] },
    empty: {},
  }
  const back = fromChannelText(toChannelText(message)) as typeof message
  expect(back).toEqual(message)
  expect(Object.is(back.params.zero, -0)).toBe(true)
  expect('gone' in back.params).toBe(true)
  expect(back.list[4]).toBeInstanceOf(Uint8Array)
})
