import { type Html, html } from '../html/html.ts'
import type { StageCard } from '../report-model.ts'
import { countOf } from '../text/count-of.ts'
import { highlight } from './highlight.ts'
import { packedFold } from './packed-fold.ts'
import type { PageSink } from './page-sink.ts'

type CodeFile = StageCard['code'][number]

/** The stage's own file, and folded inside it the files of the project that it imports. */
export function codeFold(stage: StageCard, anchors: ReadonlyMap<string, string>, sink: PageSink): Html | null {
  const [own, ...imported] = stage.code
  if (own === undefined) return null
  const further = imported.length === 0 ? '' : ` and ${countOf(imported.length, 'file')} that it imports`
  return html`<details class="fold"><summary>Code <span class="fold-note"><code>${own.file}</code>, ${lineCount(own)}${further}</span></summary>${body(own, stage, anchors, sink, true)}
${imported.map(
  (file) =>
    html`<details class="fold"><summary><span class="fold-note"><code>${file.file}</code>, ${lineCount(file)}</span></summary>${body(file, stage, anchors, sink, false)}</details>\n`,
)}</details>`
}

/**
 * A file that several stages use is printed once; the other cards lead to it. Lines are numbered and coloured in a stage's
 * own file: in all that it imports the marks would weigh as much as the words.
 */
function body(
  file: CodeFile,
  { name }: StageCard,
  anchors: ReadonlyMap<string, string>,
  sink: PageSink,
  isOwn: boolean,
): Html {
  const key = JSON.stringify([file.file, file.source])
  const shown = sink.code.get(key)
  if (shown !== undefined && shown !== name)
    return html`<p class="fold-body fold-note">The same file as in <a href="#${anchors.get(shown)}">${shown}</a>, printed there.</p>`
  sink.code.set(key, name)
  return packedFold(
    isOwn
      ? html`<pre class="code fold-body" tabindex="0">${highlight(file.source, file.language)}</pre>`
      : html`<pre class="fold-body" tabindex="0">${file.source.replace(/\r\n?/g, '\n').replace(/\n$/, '')}</pre>`,
    sink,
  )
}

function lineCount({ source }: CodeFile): string {
  return countOf(source.replace(/\n$/, '').split('\n').length, 'line')
}
