import type { Classifier, Model, Regressor } from '../model.ts'
import { modelFields } from '../part-fields.ts'
import type { Stack } from './fit-stack.ts'

/** A stack as plain data. */
export function writeStack({ names, models, final, passed }: Stack<Classifier> | Stack<Regressor>): object {
  return { names, passed, models: models.map((model) => model.toParts()), final: final.toParts() }
}

/**
 * Reads what `writeStack` gave: models of one task, of the same classes, whose answers the final one knows.
 * @throws E_ML_MODEL_FILE for parts that are damaged or of a newer version
 */
export function readStack(
  parts: unknown,
  learner: string,
  task: Model['task'],
  readModel: (parts: unknown) => Model,
): Stack<Classifier> | Stack<Regressor> {
  const fields = modelFields(parts, learner)
  const read = (inner: unknown): Model => {
    const model = readModel(inner)
    if (model.task !== task) throw fields.damaged('a model in it is of another task')
    return model
  }
  const models = fields.list('models').map(read)
  const final = read(fields.value('final'))
  const names = fields.texts('names')
  const passed = fields.texts('passed')
  if (models.length === 0 || names.length !== models.length) throw fields.damaged('its models have other names')
  const known = new Set<string>(passed)
  for (const [e, model] of models.entries()) {
    if (model.task === 'regression' || final.task === 'regression') known.add(names[e]!)
    else {
      if (
        model.classes.length !== final.classes.length ||
        !final.classes.every((name) => model.classes.includes(name))
      ) {
        throw fields.damaged('its models know different classes')
      }
      // As `stackColumns` names them.
      const shown = final.classes.length === 2 ? final.classes.slice(1) : final.classes
      for (const name of shown) known.add(`${names[e]}: ${name}`)
    }
  }
  const unknown = final.featureNames.find((name) => !known.has(name))
  if (unknown !== undefined) throw fields.damaged(`its final model asks for "${unknown}"`)
  return { names, models, final, passed } as Stack<Classifier>
}
