import { join } from 'node:path'
import type { ProjectPaths } from './project-paths.ts'

/** Where the pages about a pipeline lie. */
export interface ReportPaths {
  /** The report: `reports/<name>.html` beside the pipeline file. */
  readonly page: string
  /** What stands beside it: specifications of charts, comparisons, model cards. */
  readonly folder: string
  /** The list of all pipelines, at the root of the project. */
  readonly index: string
}

/**
 * @param pipeline its name; one that is called `index` does not take the place of the list
 */
export function reportPaths({ root, reports }: Pick<ProjectPaths, 'root' | 'reports'>, pipeline: string): ReportPaths {
  const stem = pipeline === 'index' ? 'index-report' : pipeline
  return {
    page: join(reports, `${stem}.html`),
    folder: join(reports, stem),
    index: join(root, 'reports', 'index.html'),
  }
}
