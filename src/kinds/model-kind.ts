import { readFileSync, writeFileSync } from 'node:fs'
import { canonicalJson } from '../base/canonical-json.ts'
import { MillraceError } from '../base/errors/millrace-error.ts'
import { type Sha256, sha256 } from '../base/hash.ts'
import type { Kind } from '../engine/contracts/kind.ts'
import { modelFromJson } from '../ml/model-from-json.ts'
import { firstJsonDifference } from './first-json-difference.ts'
import { kindVersions } from './kind-versions.ts'
import type { ModelBundle } from './model-bundle.ts'

/** Raised when a reader of this version could not understand what is written. */
const formatVersion = 1

interface ModelDocument {
  readonly format: 'millrace-model'
  readonly version: number
  readonly target: string
  readonly classes: readonly string[]
  readonly featureNames: readonly string[]
  readonly training: ModelBundle['training']
  readonly params: ModelBundle['params']
  readonly model: unknown
}

/** A fitted model as JSON: nothing in it is executed when it is read. */
export const modelKind: Kind<ModelBundle> = {
  name: 'model',
  version: kindVersions.model,
  extension: '.model.json',

  reject(value) {
    const model = (value as ModelBundle | null | undefined)?.model
    if (typeof model?.predictProbability !== 'function') return 'something that is not a model bundle'
    return undefined
  },

  async save({ model, target, training, params }, path) {
    const document: ModelDocument = {
      format: 'millrace-model',
      version: formatVersion,
      target,
      classes: model.classes,
      featureNames: model.featureNames,
      training,
      params,
      model: model.toJSON(),
    }
    const text = canonicalJson(JSON.parse(JSON.stringify(document)))
    writeFileSync(path, text)
    return { content: sha256(text), facts: { learner: model.learner, features: model.featureNames.length } }
  },

  async load({ path }) {
    const { target, training, params, model } = readDocument(path)
    return { model: modelFromJson(model), target, training, params }
  },

  adopt: (path) => modelKind.load({ path, content: '' as Sha256 }),

  async preview(path) {
    const { model, target, classes, featureNames, training, params } = readDocument(path)
    const facts = Object.entries(params).flatMap(([name, value]) =>
      name === 'learner' || value === null || typeof value === 'object' ? [] : [{ name, value: String(value) }],
    )
    if (training.syntheticRows > 0) facts.push({ name: 'synthetic rows', value: String(training.syntheticRows) })
    const learner = String((model as { learner?: unknown }).learner)
    return { learner, target, classes, featureNames, trainingRows: training.rows, facts }
  },

  async firstDifference(a, b) {
    return firstJsonDifference(readDocument(a), readDocument(b))
  },
}

/** @throws E_ML_MODEL_FILE */
function readDocument(path: string): ModelDocument {
  const document = JSON.parse(readFileSync(path, 'utf8')) as ModelDocument
  if (document.format !== 'millrace-model') {
    throw new MillraceError('E_ML_MODEL_FILE', 'this is not a model that Millrace wrote')
  }
  if (document.version > formatVersion) {
    throw new MillraceError(
      'E_ML_MODEL_FILE',
      `the model has format version ${document.version}; this Millrace reads up to ${formatVersion}`,
      {
        hint: 'Install a newer Millrace, or train the model again.',
      },
    )
  }
  return document
}
