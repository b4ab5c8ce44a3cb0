import { join } from 'node:path'
import { chartDocument } from '../report/chart-document.ts'
import { fileSlug } from '../report/html/file-slug.ts'
import { modelCardMarkdown } from '../report/model-card/card-markdown.ts'
import { isModelCard } from '../report/model-card/model-card.ts'
import { renderModelCard } from '../report/model-card/render-model-card.ts'
import type { ReportModel } from '../report/report-model.ts'
import { addressFrom } from './address-from.ts'
import type { ReportPaths } from './report-paths.ts'

/** A file that stands beside a report: its path below the report's folder, and what is in it. */
export interface ReportFile {
  readonly path: string
  readonly text: string
}

/**
 * What belongs to a report besides its page: every chart as a Vega-Lite document (`charts/<stage>.<output>.vl.json`), and
 * every model card as Markdown and as a page (`<stage>.md`, `<stage>.html`).
 */
export async function reportFiles(model: ReportModel, paths: ReportPaths): Promise<readonly ReportFile[]> {
  const charts = model.stages.flatMap(({ name: stage, outputs }) =>
    outputs.flatMap(({ name, figure }): ReportFile[] => {
      if (figure?.type !== 'vega-lite') return []
      const text = `${JSON.stringify(chartDocument(figure), null, 1)}\n`
      return [{ path: join('charts', `${fileSlug(`${stage}.${name}`)}.vl.json`), text }]
    }),
  )
  const cards = await Promise.all(
    modelCards(model).map(async ({ stage, card }): Promise<ReportFile[]> => {
      const stem = fileSlug(stage)
      const links = {
        report: addressFrom(paths.folder, paths.page),
        index: addressFrom(paths.folder, paths.index),
        markdown: `${stem}.md`,
      }
      return [
        { path: `${stem}.md`, text: modelCardMarkdown(card) },
        { path: `${stem}.html`, text: await renderModelCard(card, model.pipeline, links) },
      ]
    }),
  )
  return [...charts, ...cards.flat()]
}

/** The model cards among the outputs of a pipeline, by the stage that gives them: one a stage. */
export function modelCards({ stages }: Pick<ReportModel, 'stages'>) {
  return stages.flatMap(({ name: stage, outputs }) => {
    const card = outputs.map(({ json }) => json).find(isModelCard)
    return card === undefined ? [] : [{ stage, card }]
  })
}
