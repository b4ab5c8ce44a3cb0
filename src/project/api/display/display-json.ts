import { jsonTree } from '../../../report/card/json-tree.ts'
import { notebookBlock } from '../../../report/notebook/notebook-block.ts'
import type { Freshness } from '../freshness.ts'
import type { MimeBundle } from '../mime-bundle.ts'
import { staleReasons, staleText } from './stale-text.ts'

const most = 4000

/** A JSON value as a tree. */
export function displayJson(name: string, value: unknown, now: Freshness): MimeBundle {
  const text = JSON.stringify(value, null, 2)
  return {
    'text/plain': `${staleText(now)}${name} ${text.length > most ? `${text.slice(0, most)}…` : text}`,
    'text/html': notebookBlock(jsonTree(value), staleReasons(now)),
  }
}
