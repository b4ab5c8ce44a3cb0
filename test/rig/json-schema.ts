import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'

/** A validator of JSON Schema 2020-12 that takes formats seriously and knows the given schemas by their `$id`. */
export function schemaValidator(schemas: readonly object[] = []): Ajv2020 {
  // Published schemas have keywords of their own, such as `example`.
  const ajv = new Ajv2020({ strict: false, allErrors: true })
  addFormats.default(ajv)
  for (const schema of schemas) ajv.addSchema(schema)
  return ajv
}

/** What a document does wrong, one line a mistake: empty when it fulfils the schema. */
export function schemaErrors(ajv: Ajv2020, schema: object | string, document: unknown): string[] {
  const validate = typeof schema === 'string' ? ajv.getSchema(schema)! : ajv.compile(schema)
  if (validate(document)) return []
  return (validate.errors ?? []).map(({ instancePath, message, params }) =>
    [instancePath, message, JSON.stringify(params)].join(' '),
  )
}
