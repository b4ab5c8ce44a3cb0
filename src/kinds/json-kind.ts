import { readFileSync, writeFileSync } from 'node:fs'
import { canonicalJson } from '../base/canonical-json.ts'
import { sha256 } from '../base/hash.ts'
import type { Kind } from '../engine/contracts/kind.ts'
import { firstJsonDifference } from './first-json-difference.ts'
import { kindVersions } from './kind-versions.ts'
import { measureJson } from './measure/measure-json.ts'
import { splitJson } from './split-json.ts'

/** Any value that JSON can hold, stored as canonical JSON: its bytes and its content are one. */
export const jsonKind: Kind = {
  name: 'json',
  version: kindVersions.json,
  extension: '.json',

  reject(value) {
    if (value === undefined) return 'undefined'
    try {
      canonicalJson(value)
      return undefined
    } catch (error) {
      return `a value that JSON cannot hold (${(error as Error).message})`
    }
  },

  async save(value, path) {
    const text = canonicalJson(value)
    writeFileSync(path, text)
    return { content: sha256(text), facts: {} }
  },

  async load({ path }) {
    return JSON.parse(readFileSync(path, 'utf8'))
  },

  async adopt(path) {
    return JSON.parse(readFileSync(path, 'utf8'))
  },

  async preview(path) {
    return JSON.parse(readFileSync(path, 'utf8'))
  },

  split: async (path, _by, folder) => splitJson(JSON.parse(readFileSync(path, 'utf8')), folder),

  async firstDifference(a, b) {
    return firstJsonDifference(JSON.parse(readFileSync(a, 'utf8')), JSON.parse(readFileSync(b, 'utf8')))
  },

  async measure(paths, questions) {
    const documents = new Map(
      Object.entries(paths).map(([output, path]) => [output, JSON.parse(readFileSync(path, 'utf8')) as unknown]),
    )
    return questions.map((question) =>
      question.ask === 'value'
        ? measureJson(documents.get(question.output), question.output, question.path)
        : { problem: `a document has no answer to "${question.ask}"` },
    )
  },
}
