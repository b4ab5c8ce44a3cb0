import { describe, expect, test } from 'vitest'
import { describeReason } from '../../../src/engine/describe-reason.ts'
import { explainReason } from '../../../src/engine/explain-reason.ts'
import { splitCommand } from '../../../src/languages/sh/split-command.ts'
import { usesSeed } from '../../../src/languages/sh/uses-seed.ts'
import { labelVariable, variableName } from '../../../src/languages/sh/variable-name.ts'

describe('a command is taken apart', () => {
  test('into the comments that it begins with and the rest, as it stands', () => {
    expect(splitCommand('\n# Says it.\n#\n#  indented\n\n  echo a # b\n# inside\necho c  \n\n')).toEqual({
      description: 'Says it.\n\n indented',
      text: '  echo a # b\n# inside\necho c',
    })
    expect(splitCommand('# only words\n')).toEqual({ description: 'only words', text: '' })
  })

  test('without a blank that a backslash gives a meaning', () => {
    expect(splitCommand('echo a \\\n').text).toBe('echo a \\\n')
    expect(splitCommand('echo a\\ ').text).toBe('echo a\\ ')
  })
})

test('a seed is used where the shell would put it, and not where the word stands', () => {
  for (const text of ['echo $seed', 'x "${seed}"', '${seed:-1}', '$((1 + $seed))', '${#seed}'])
    expect(usesSeed(text)).toBe(true)
  for (const text of ['fit --seed "$param_seed"', '$seeds', '${seed_of}', 'seed']) expect(usesSeed(text)).toBe(false)
})

test('names of variables are what a shell takes', () => {
  expect(variableName('param', 'max-rows.é')).toBe('param_max_rows__')
  expect(labelVariable('models', 'forest_2')).toBe('in_models_forest_2')
  expect(labelVariable('models', 'nfl,spread')).toBeUndefined()
})

test('a change of several lines is told in one line, and explained line by line', () => {
  const reason = { type: 'command-changed', from: 'a\nb\nc', to: 'a\nx\ny\nc' } as const
  expect(describeReason(reason)).toBe('the command changed: b → x ⏎ y')
  expect(explainReason(reason)).toEqual(['the command changed', 'from b', 'to   x', 'to   y'])
})
