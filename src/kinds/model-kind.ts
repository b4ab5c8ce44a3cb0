import { readFileSync, writeFileSync } from 'node:fs'
import { MillraceError } from '../base/errors/millrace-error.ts'
import { type Sha256, sha256 } from '../base/hash.ts'
import type { Kind } from '../engine/contracts/kind.ts'
import { decodeModel } from '../ml/model-file/decode-model.ts'
import { encodeModel } from '../ml/model-file/encode-model.ts'
import { firstJsonDifference } from './first-json-difference.ts'
import { kindVersions } from './kind-versions.ts'
import type { ModelBundle } from './model-bundle.ts'

interface ModelDocument {
  readonly target: string
  readonly classes: readonly string[]
  readonly featureNames: readonly string[]
  readonly training: ModelBundle['training']
  readonly params: ModelBundle['params']
  readonly model: unknown
}

/** A fitted model as bytes (`ml/model-file`): nothing in it is executed when it is read. */
export const modelKind: Kind<ModelBundle> = {
  name: 'model',
  version: kindVersions.model,
  extension: '.model',

  reject(value) {
    const model = (value as ModelBundle | null | undefined)?.model
    if (model?.task === undefined || typeof model.toParts !== 'function') return 'something that is not a model bundle'
    return undefined
  },

  async save({ model, target, training, params }, path) {
    const parts = model.toParts()
    const document: ModelDocument = {
      target,
      classes: model.task === 'classification' ? model.classes : [],
      featureNames: model.featureNames,
      training,
      params,
      model: parts,
    }
    const bytes = encodeModel(document)
    writeFileSync(path, bytes)
    return { content: sha256(bytes), facts: { learner: shownLearner(parts), features: model.featureNames.length } }
  },

  async load({ path }) {
    const { target, training, params, model } = readDocument(path)
    // All learners: a worker of a pipeline that trains nothing loads none.
    const { modelFromParts } = await import('../ml/model-from-parts.ts')
    return { model: modelFromParts(model), target, training, params }
  },

  adopt: (path) => modelKind.load({ path, content: '' as Sha256 }),

  async preview(path) {
    const { model, target, classes, featureNames, training, params } = readDocument(path)
    const facts = Object.entries(params).flatMap(([name, value]) =>
      name === 'learner' || value === null || typeof value === 'object' ? [] : [{ name, value: String(value) }],
    )
    if (training.syntheticRows > 0) facts.push({ name: 'synthetic rows', value: String(training.syntheticRows) })
    const learner = shownLearner(model)
    return { learner, target, classes, featureNames, trainingRows: training.rows, facts }
  },

  async firstDifference(a, b) {
    return firstJsonDifference(readDocument(a), readDocument(b))
  },
}

/** The learner itself, where its features are prepared first or an offset is added. */
function shownLearner(parts: unknown): string {
  const { learner, model } = parts as { learner?: unknown; model?: unknown }
  const wraps = learner === 'prepared' || learner === 'offset'
  return wraps && typeof model === 'object' && model !== null ? shownLearner(model) : String(learner)
}

/** @throws E_ML_MODEL_FILE */
function readDocument(path: string): ModelDocument {
  const document = decodeModel(readFileSync(path)) as ModelDocument
  if (typeof document?.target !== 'string' || typeof document.training !== 'object') {
    throw new MillraceError('E_ML_MODEL_FILE', 'The model file holds no model with its target and training.')
  }
  return document
}
