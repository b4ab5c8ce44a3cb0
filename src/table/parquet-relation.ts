import { basename } from 'node:path'
import { MillraceError } from '../base/errors/millrace-error.ts'
import { describeRelation } from './describe-relation.ts'
import { sqlString } from './quote.ts'
import type { Relation, RelationSource } from './relation.ts'
import type { Session } from './session.ts'

/** A view of a Parquet file. @throws E_FILE_NOT_FOUND, or E_INPUT_FORMAT when the file is not Parquet */
export async function parquetRelation(session: Session, path: string): Promise<Relation> {
  const name = session.freshName()
  try {
    await session.run(`CREATE VIEW ${name} AS FROM read_parquet(${sqlString(literalPath(path))})`)
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    if (/No files found/.test(message)) {
      throw new MillraceError('E_FILE_NOT_FOUND', `There is no file ${path}.`, { cause: error })
    }
    const file = basename(path)
    const because = message
      .split('\n')[0]!
      .replace(/^.*?Error: /, '')
      .replaceAll(path, file)
    throw new MillraceError('E_INPUT_FORMAT', `${file} cannot be read as Parquet: ${because}`, {
      cause: error,
      hint: 'Look whether it is the file that is meant, and whole.',
    })
  }
  return { session, name }
}

/** DuckDB reads `*`, `?` and `[` in a path as a pattern; in brackets they stand for themselves. */
function literalPath(path: string): string {
  return path.replace(/[*?[]/g, '[$&]')
}

/** A Parquet file where a table is asked for. */
export function parquetSource(session: Session, path: string): RelationSource {
  let made: Promise<Relation> | undefined
  const relation = () => {
    made ??= parquetRelation(session, path)
    return made
  }
  return { relation, computed: relation, columns: async () => describeRelation(await relation()) }
}
