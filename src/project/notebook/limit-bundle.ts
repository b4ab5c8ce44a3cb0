import { byteSize } from '../../report/text/byte-size.ts'
import type { MimeBundle } from '../api/mime-bundle.ts'

/** What an editor opens at once. A chart of some thousand points is below it. */
const mostBytes = 600_000

/**
 * What is shown under a cell, without what is too large for a notebook file: where a form is left out, the text says so, and how
 * large it is. A chart whose data are too many stays as its picture, where that is small.
 */
export function limitBundle(bundle: MimeBundle, most = mostBytes): MimeBundle {
  const sized = Object.entries(bundle).map(([type, value]) => [type, value, sizeOf(value)] as const)
  const large = sized.filter(([type, , bytes]) => type !== 'text/plain' && bytes > most)
  if (large.length === 0) return bundle
  const kept = Object.fromEntries(sized.filter((each) => !large.includes(each)).map(([type, value]) => [type, value]))
  const told = large.map(([type, , bytes]) => `${type} (${byteSize(bytes)})`).join(', ')
  const text = `${bundle['text/plain']}\nToo large for a notebook: ${told}. The report and the folder artifacts/ have it whole.`
  return { ...kept, 'text/plain': text }
}

function sizeOf(value: unknown): number {
  return Buffer.byteLength(typeof value === 'string' ? value : JSON.stringify(value))
}
