import { jsonTree } from '../../../report/card/json-tree.ts'
import { notebookBlock } from '../../../report/notebook/notebook-block.ts'
import type { Freshness } from '../freshness.ts'
import type { MimeBundle } from '../mime-bundle.ts'
import { displayFindings, isFindings } from './display-findings.ts'
import { staleReasons, staleText } from './stale-text.ts'

const most = 4000

/** A JSON value as a tree; findings as sentences. */
export function displayJson(name: string, value: unknown, now: Freshness): MimeBundle {
  if (isFindings(value)) return displayFindings(name, value, now)
  const text = JSON.stringify(value, null, 2)
  return {
    'text/plain': `${staleText(now)}${name} ${text.length > most ? `${text.slice(0, most)}…` : text}`,
    'text/html': notebookBlock(jsonTree(value), staleReasons(now)),
  }
}
