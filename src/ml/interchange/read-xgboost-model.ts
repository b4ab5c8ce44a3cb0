import { MillraceError } from '../../base/errors/millrace-error.ts'
import { type PartFields, partFields } from '../part-fields.ts'
import { checkTreeEnsemble } from '../trees/check-tree-ensemble.ts'
import { parseXgboostJson } from './parse-xgboost-json.ts'
import { readXgboostTrees } from './read-xgboost-trees.ts'
import { XgboostClassifier } from './xgboost-classifier.ts'
import { marginOfScore, xgboostObjectives } from './xgboost-objective.ts'
import { XgboostRegressor } from './xgboost-regressor.ts'

export interface ReadXgboostOptions {
  /** Names of the classes, which the file has not, in their order. Default `0`, `1`, … */
  readonly classes?: readonly string[]
  /** Names of the features. Default: those of the file, or `f0`, `f1`, … where it has none. */
  readonly featureNames?: readonly string[]
}

/**
 * Reads a model that XGBoost has saved as JSON (`save_model('….json')`, versions 1.6 to 3): trees with numeric and
 * categorical splits of one target. Margins are those of Python to the last bit. Nothing is executed; whatever is read
 * can be predicted with.
 *
 * Source: XGBoost's `doc/model.schema`, and what its version 1.7.4 writes. O(bytes).
 * @param source the text of the file, its bytes, or what `JSON.parse` makes of it
 * @throws E_ML_MODEL_FILE for a file that is damaged or of a kind that is not read (`dart`, `gblinear`, several targets,
 *   UBJSON); E_ML_PARAMETER for names of another number than the file has classes or features
 * @example
 * const model = readXgboostModel(await readFile('model.json', 'utf8'), { classes: ['lost', 'won'] })
 * model.predictMargin(features)
 */
export function readXgboostModel(
  source: string | Uint8Array | object,
  options: ReadXgboostOptions = {},
): XgboostClassifier | XgboostRegressor {
  const file = partFields(typeof source === 'string' || source instanceof Uint8Array ? parse(source) : source)
  const learner = partFields(file.value('learner'))
  const booster = partFields(learner.value('gradient_booster'))
  const name = booster.text('name')
  if (name !== 'gbtree') {
    throw refused(`It holds a "${name}"`, 'Only boosted trees, "gbtree", are read. Train with booster: gbtree.')
  }
  const objective = partFields(learner.value('objective')).text('name')
  const known = Object.hasOwn(xgboostObjectives, objective) ? xgboostObjectives[objective] : undefined
  if (known === undefined) {
    throw refused(`Its objective is "${objective}"`, `Known are ${Object.keys(xgboostObjectives).join(', ')}.`)
  }
  const shape = partFields(learner.value('learner_model_param'))
  const features = wholeText(shape, 'num_feature', 2 ** 24)
  const targets = shape.value('num_target') === undefined ? 1 : wholeText(shape, 'num_target', 2 ** 16)
  if (targets > 1) throw refused(`It predicts ${targets} targets`, 'Train one model for each target.')
  const classCount = wholeText(shape, 'num_class', 2 ** 16)
  if (known.kind === 'classes' ? classCount < 2 : classCount > 1) {
    throw file.damaged(`it has ${classCount} classes and the objective ${objective}`)
  }
  const groups = Math.max(1, classCount)

  const model = partFields(booster.value('model'))
  const trees = model.list('trees')
  const treeGroup = model.wholes('tree_info', 0, groups, trees.length)
  const ensemble = readXgboostTrees(trees, groups > 1 ? treeGroup : undefined, features)
  const grouped = groups > 1 ? ensemble : withoutGroups(ensemble)
  const wrong = checkTreeEnsemble(grouped, { features, groups })
  if (wrong !== undefined) throw file.damaged(wrong)
  const margins = {
    objective,
    featureNames: namesOf(options.featureNames, namesInFile(learner, features), features, 'features'),
    ensemble: grouped,
    baseMargins: baseMargins(shape, objective, groups),
  }
  if (known.kind === 'number') return new XgboostRegressor(margins)
  const count = known.kind === 'binary' ? 2 : classCount
  return new XgboostClassifier(margins, namesOf(options.classes, numbered('', count), count, 'classes'))
}

function withoutGroups<E extends { readonly treeGroup?: unknown }>({ treeGroup: _, ...ensemble }: E) {
  return ensemble
}

function parse(source: string | Uint8Array): unknown {
  try {
    return parseXgboostJson(
      typeof source === 'string' ? source : new TextDecoder('utf-8', { fatal: true }).decode(source),
    )
  } catch {
    throw refused('It is not JSON', "Save it with model.save_model('model.json'): the ending decides.")
  }
}

/** Parameters are numbers written as texts. */
function wholeText(fields: PartFields, name: string, limit: number): number {
  const text = fields.text(name)
  const value = Number(text)
  if (!/^\d+$/.test(text) || value >= limit) throw fields.damaged(`"${name}" is ${JSON.stringify(text.slice(0, 40))}`)
  return value
}

/** One number, or from version 3 a list of one or of one for each sum, as a text. */
function baseMargins(shape: PartFields, objective: string, groups: number): Float64Array {
  const text = shape.text('base_score').trim()
  const scores = text.replace(/^\[(.*)\]$/s, '$1').split(',', groups + 1)
  const margins = Float64Array.from(scores, (score) =>
    marginOfScore(objective, score.trim() === '' ? Number.NaN : Number(score)),
  )
  if (margins.some((margin) => !Number.isFinite(margin)) || (margins.length !== 1 && margins.length !== groups)) {
    throw shape.damaged(`"base_score" is ${JSON.stringify(text.slice(0, 40))}`)
  }
  return margins.length === groups ? margins : new Float64Array(groups).fill(margins[0]!)
}

function namesInFile(learner: PartFields, features: number): readonly string[] {
  const names = learner.value('feature_names') === undefined ? [] : learner.texts('feature_names')
  if (names.length === 0) return numbered('f', features)
  if (names.length !== features) throw learner.damaged(`it has ${names.length} names of ${features} features`)
  return names
}

function numbered(prefix: string, count: number): string[] {
  return Array.from({ length: count }, (_, k) => `${prefix}${k}`)
}

function namesOf(given: readonly string[] | undefined, own: readonly string[], count: number, what: string) {
  const names = given ?? own
  if (names.length === count && new Set(names).size === count) return [...names]
  throw new MillraceError(
    given === undefined ? 'E_ML_MODEL_FILE' : 'E_ML_PARAMETER',
    `The model has ${count} ${what}.`,
    {
      hint: `Give ${count} different names; they are ${names.slice(0, 5).join(', ')}.`,
    },
  )
}

function refused(what: string, hint: string): MillraceError {
  return new MillraceError('E_ML_MODEL_FILE', `The XGBoost model cannot be read. ${what}.`, { hint })
}
