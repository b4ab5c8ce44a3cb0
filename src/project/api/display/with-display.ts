import { displaySymbol, type MimeBundle } from '../mime-bundle.ts'

/**
 * Gives a plain value a rich display in a notebook. It stays the array or object that it was: the method is not enumerable, so
 * that nothing else sees it.
 * @param display asked each time that the value is shown
 */
export function withDisplay<Value extends object>(value: Value, display: () => Promise<MimeBundle>): Value {
  Object.defineProperty(value, displaySymbol, { value: display, configurable: true, enumerable: false })
  return value
}
