import type { YAMLParseError } from 'yaml'
import { MillraceError } from '../../base/errors/millrace-error.ts'
import type { SourcePosition } from '../../base/errors/position.ts'

/** What the reader of YAML says, in words for who wrote the file. */
export function yamlSyntaxError(
  { code, message, pos }: YAMLParseError,
  text: string,
  position: (start: number, end: number) => SourcePosition,
): MillraceError {
  const error = (what: string, hint: string, end = pos[1]) =>
    new MillraceError('E_YAML_SYNTAX', what, { at: position(pos[0], end), hint })
  if (code === 'DUPLICATE_KEY') {
    const [key = ''] = /^[^\s:]+/.exec(text.slice(pos[0])) ?? []
    return error(`the key ${key} is given twice`, 'Take one of them out.', pos[0] + key.length)
  }
  const [, close] = /must .*end with a (.)/.exec(message) ?? []
  if (close !== undefined) return error(`a "${close}" is missing before this place`, 'Close what was opened.')
  if (/\w\[/.test(text.slice(pos[0] - 1, pos[0] + 1))) {
    return error(
      'this cannot stand here',
      'Inside { } a name with brackets needs quotes: { model: "train[nfl].model" }.',
    )
  }
  if (code === 'UNEXPECTED_TOKEN') {
    return error('this cannot stand here', 'Put text that holds { } [ ] , : or # between quotes.')
  }
  return error(message.split('\n')[0]!, 'Check the indentation, colons and quotes around this place.')
}
