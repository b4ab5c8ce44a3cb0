import type { PageSink } from '../card/page-sink.ts'
import { chartDataScript } from '../client/chart-data-script.ts'
import { chartScript } from '../client/chart-script.ts'
import { exportScript } from '../client/export-script.ts'
import { fitScript } from '../client/fit-script.ts'
import { foldScript } from '../client/fold-script.ts'
import { pageScript } from '../client/page-script.ts'
import { tableScript } from '../client/table-script.ts'
import { unpackScript } from '../client/unpack-script.ts'
import { vegaLibraries } from '../client/vega-libraries.ts'
import { type Html, html } from '../html/html.ts'
import { packedScript } from '../html/packed-script.ts'
import { rawHtml } from '../html/raw-html.ts'
import { chartConfig } from '../theme/chart-config.ts'
import { darkPalette, lightPalette } from '../theme/palette.ts'
import { pageHead } from './page-head.ts'

export interface PageParts {
  /** In the window's title. */
  readonly title: string
  readonly rail: Html
  readonly main: Html
  /** What the parts above have gathered: charts and further rows of tables. */
  readonly sink: PageSink
}

/**
 * One HTML file that opens from disk without network, in the look that all pages share: rail, main column, and at the
 * end the charts' libraries (where there are charts), data and the one script, which the policy in the head names.
 */
export async function pageFrame({ title, rail, main, sink }: PageParts): Promise<string> {
  const charts = sink.specs.length > 0
  const folds = sink.folds.length > 0
  const script =
    unpackScript +
    pageScript +
    (folds ? foldScript : '') +
    tableScript +
    (charts ? fitScript + chartScript + exportScript + chartDataScript : '')
  return html`<!doctype html>
<html lang="en">
<head>
${pageHead(title, script)}</head>
<body>
<a class="skip" href="#main">To the content</a>
<div class="frame">
${rail}
<main id="main" tabindex="-1">
${main}</main>
</div>
${sink.rows.length > 0 ? packedScript('table-rows', sink.rows) : null}${folds ? packedScript('packed-folds', sink.folds) : null}${charts ? [packedScript('chart-specs', sink.specs), packedScript('chart-configs', configs()), await vegaLibraries()] : null}<script type="module">${rawHtml(script)}</script>
</body>
</html>
`.markup
}

function configs() {
  return { light: chartConfig(lightPalette, false), dark: chartConfig(darkPalette, true) }
}
