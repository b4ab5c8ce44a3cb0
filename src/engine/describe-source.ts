import type { Source } from './definition/definition.ts'

/** What an input reads, as the pipeline file has it: `split.train`, or a border input with the names of values in it. */
export function describeSource(source: Source): string {
  if (source.type === 'wire') return `${source.stage}.${source.output}`
  return source.type === 'border' ? source.written : 'its part'
}
