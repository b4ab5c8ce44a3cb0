/** What tells editors where the schema of the pipeline file lies: they complete and check it. */
export const schemaComment = '# yaml-language-server: $schema=./node_modules/millrace/pipeline.schema.json'
