import { basename, extname, relative, resolve, sep } from 'node:path'
import { MillraceError } from '../../base/errors/millrace-error.ts'
import { sqlName } from '../../table/quote.ts'
import { type ChosenFeatures, chooseFeatures } from './choose-features.ts'
import { type ChosenTarget, chooseTarget } from './choose-target.ts'
import { type LookedAtFile, lookAtCsv } from './look-at-csv.ts'
import { schemaComment } from './schema-comment.ts'
import { yamlList, yamlScalar } from './yaml-scalar.ts'

/**
 * A pipeline that learns to tell a column of a CSV file from its other columns. The file stays where it is.
 * @param folder where the project is to lie
 * @returns texts by path
 * @throws E_TABLE_COLUMN, E_INIT_TARGET, E_INPUT_FORMAT
 */
export async function csvProject(
  folder: string,
  name: string,
  data: string,
  target: string,
): Promise<Record<string, string>> {
  if (!/\.(csv|tsv|txt|data)(\.gz)?$/i.test(data)) {
    throw new MillraceError(
      'E_INPUT_FORMAT',
      `"${basename(data)}" is not a CSV file by its ending "${extname(data)}".`,
      {
        hint: 'init --from takes CSV files (.csv, .tsv, .txt, also .gz).',
      },
    )
  }
  const file = await lookAtCsv(data, target)
  const chosen = chooseTarget(file, target)
  const features = chooseFeatures(file, target)
  if (features.features.length === 0) {
    const why = features.leftOut.map(({ column, because }) => `${column}: ${because}`).join('; ')
    throw new MillraceError('E_INIT_TARGET', `No column is left to tell "${target}" from.`, {
      hint: why === '' ? 'The file has no other column.' : why,
    })
  }
  const path = relative(resolve(folder), resolve(data)).split(sep).join('/')
  const row = freshName('row', file, features)
  return {
    'pipeline.yaml': pipelineText(name, path.startsWith('.') ? path : `./${path}`, file, chosen, features, row),
    'stages/prepare.sql': prepareText(chosen, row),
  }
}

function freshName(wish: string, file: LookedAtFile, { features }: ChosenFeatures): string {
  const taken = new Set([...file.columns, ...features].map((one) => one.name.toLowerCase()))
  let name = wish
  while (taken.has(name)) name += '_'
  return name
}

function prepareText({ name, expression, where, notes }: ChosenTarget, row: string): string {
  return `-- The rows of the file, numbered, with the target as a class.
${notes.map((note) => `-- ${note}\n`).join('')}SELECT
  * REPLACE (${expression} AS ${sqlName(name)}),
  row_number() OVER () AS ${sqlName(row)}
FROM rows
WHERE ${where}
`
}

function pipelineText(
  name: string,
  path: string,
  file: LookedAtFile,
  target: ChosenTarget,
  { features, encode, leftOut }: ChosenFeatures,
  row: string,
): string {
  const types = file.columns.map((column) => `        ${key(column.name)}: ${column.type}\n`).join('')
  const encoded = encode.map(
    ({ column, categories }) => `        ${key(column)}: { as: oneHot, categories: ${yamlList(categories)} }\n`,
  )
  const listed = features.map(
    (one) => `        - { name: ${key(one.name)}, description: ${JSON.stringify(one.description)} }\n`,
  )
  const notUsed = leftOut.map(({ column, because }) => `  #   ${JSON.stringify(column)}: ${because}\n`)
  const title = JSON.stringify(
    `${target.name}: ${target.classes.length > 5 ? `${target.classes.length} classes` : target.classes.join(' / ')}`,
  )
  const question = JSON.stringify(
    `How well can ${target.name} be told from the other columns of ${basename(path)}? Judged on a quarter of the rows, drawn at random.`,
  )
  return `${schemaComment}
# Written by \`millrace init\` after a look at the file. It is yours now: change what you like.
name: ${name}
seed: 42

report:
  title: ${title}
  question: ${question}
  answer: evaluate.findings
  warnings: [ingest.findings, evaluate.findings]

stages:
  # Types as the ${file.rows} rows have them. A value of another type becomes missing, is counted and listed.
  ingest:
    use: millrace/stages/ingest
    in: { source: ${JSON.stringify(path)} }
    params:
      types:
${types}
${target.notes.map((note) => `  # ${note}\n`).join('')}  prepare:
    use: stages/prepare.sql
    in: { rows: ingest.table }

  # Numbers and truth values are features as they are; a column with few values becomes one flag a value.
${notUsed.length > 0 ? `  # Not used:\n${notUsed.join('')}` : ''}  # If a column is known only once the target is, take it out of the list: it would give the answer away.
  preprocess:
    use: millrace/stages/preprocess
    in: { table: prepare.table }
    params:
      entity: ${row}
      time: ${row}
      keep: [${row}]
${encoded.length > 0 ? `      encode:\n${encoded.join('')}` : ''}      target: ${key(target.name)}
      classes: ${yamlList(target.classes)}
      features:
${listed.join('')}
  # A quarter of the rows is kept for judging, with the same shares of each class.
  split:
    use: millrace/stages/split
    in: { table: preprocess.table }
    params: { by: stratified, stratify: ${key(target.name)}, testShare: 0.25, target: ${key(target.name)} }

  forest:
    use: millrace/stages/train
    in: { train: split.train, features: preprocess.features }
    params: { learner: randomForest, nEstimators: 100 }

  # What always guessing the class shares would come to: a model must beat it.
  classFrequency:
    use: millrace/stages/train
    in: { train: split.train, features: preprocess.features }
    params: { learner: classFrequency }

  evaluate:
    use: millrace/stages/evaluate
    in:
      models: { forest: forest.model }
      baselines: { classFrequency: classFrequency.model }
      test: split.test
      features: preprocess.features
    params:
      labels: { forest: the forest, classFrequency: always guessing the class shares }
`
}

const key = (text: string) => (/^[A-Za-z]\w*$/.test(text) ? yamlScalar(text) : JSON.stringify(text))
