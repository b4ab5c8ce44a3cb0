import { readFileSync } from 'node:fs'
import { relative } from 'node:path'
import { sameTokens } from '../../engine/cache/stat-token.ts'
import type { LinkedStage } from '../../engine/link.ts'
import type { GitState } from '../history/git-state.ts'
import { type Facets, facet } from './openlineage.ts'

const languages: Readonly<Record<string, string>> = { ts: 'TypeScript', sql: 'SQL', sh: 'Bash' }

/** The language of a stage, as people write it. */
export function languageName(language: string): string {
  return languages[language] ?? language
}

/** What a job is: a pipeline, or a stage of one. */
export function jobType(jobType: 'PIPELINE' | 'STAGE'): Facets {
  return { jobType: facet('JobTypeJobFacet', { processingType: 'BATCH', integration: 'MILLRACE', jobType }) }
}

/** What is known of the code of a stage. Its text is left out when the file was touched since it was read. */
export function stageJobFacets({ code, tokens }: LinkedStage, git: GitState | undefined): Facets {
  const untouched = code.command === undefined && sameTokens(tokens)
  const text = untouched ? readFileSync(code.path, 'utf8') : code.command?.text
  const language = languageName(code.language)
  return {
    ...jobType('STAGE'),
    ...(code.description === ''
      ? {}
      : { documentation: facet('DocumentationJobFacet', { description: code.description }) }),
    ...(text === undefined ? {} : { sourceCode: facet('SourceCodeJobFacet', { language, sourceCode: text }) }),
    ...(text === undefined || code.language !== 'sql' ? {} : { sql: facet('SQLJobFacet', { query: text }) }),
    ...codeLocation(code.path, git),
  }
}

/** The address of a repository, and the commit where that holds what ran. Without an address git has none to tell. */
export function codeLocation(path: string, git: GitState | undefined): Facets {
  const inside = git === undefined ? '..' : relative(git.root, path)
  if (git?.repository === undefined || inside.startsWith('..') || inside.includes('node_modules')) return {}
  const { repository, commit, dirty } = git
  return {
    sourceCodeLocation: facet('SourceCodeLocationJobFacet', {
      type: 'git',
      url: repository,
      repoUrl: repository,
      path: inside,
      ...(dirty === false ? { version: commit } : {}),
    }),
  }
}
