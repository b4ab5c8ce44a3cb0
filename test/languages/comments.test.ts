import { describe, expect, test } from 'vitest'
import { leadingComment } from '../../src/languages/sql/leading-comment.ts'
import { stageDocblock } from '../../src/languages/ts/docblock.ts'

describe('the description of a TypeScript stage', () => {
  test('is the docblock before its default export, markers removed', async () => {
    const text = `/** Of the file. */
const a = 1
/** Of a helper. */
function f() {}
/**
 * Adds numbers.
 *
 *  - indented
 */
export default a
`
    expect(await stageDocblock('a.ts', text)).toBe('Adds numbers.\n\n - indented')
  })

  test('is the first docblock where none stands there, and nothing where there is none', async () => {
    expect(
      await stageDocblock('a.ts', '/** First. */\nconst a = 1\n/** Later. */\nconst b = 2\nexport default a\n'),
    ).toBe('First.')
    expect(await stageDocblock('a.ts', '// not this\n/* nor this */\nexport default 1\n')).toBe('')
    expect(await stageDocblock('a.ts', 'const a = 1\nexport default a\n/** After. */\n')).toBe('After.')
  })
})

describe('the description of an SQL stage', () => {
  test('is the comment that it begins with', () => {
    expect(leadingComment('-- Keeps the large ones.\n--   Those over 3.\n\n-- not this\nSELECT 1')).toBe(
      'Keeps the large ones.\n  Those over 3.',
    )
    expect(leadingComment('\n/* Keeps\n * the large ones. */\nSELECT 1 -- not this')).toBe('Keeps\nthe large ones.')
    expect(leadingComment('SELECT 1 -- not this')).toBe('')
  })
})
