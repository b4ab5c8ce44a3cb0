import {
  type Alias,
  type Document,
  isMap,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  type ParsedNode,
  parseDocument,
  type Scalar,
  visit,
  type YAMLMap,
} from 'yaml'
import { MillraceError } from '../../base/errors/millrace-error.ts'
import type { SourcePosition } from '../../base/errors/position.ts'
import { yamlSyntaxError } from './yaml-syntax-error.ts'

type Path = readonly (string | number)[]

/** A parsed YAML file that can say where each of its keys and values stands. */
export interface PositionedYaml {
  readonly value: unknown
  /** The key at the end of the path. Falls back on the nearest parent that exists. */
  keyAt(path: Path): SourcePosition
  /** The value at the end of the path. Where there is none, the key of the nearest parent that exists. */
  valueAt(path: Path): SourcePosition
}

/** @throws E_YAML_SYNTAX with the place that the parser stopped at */
export function parsePositionedYaml(text: string, file: string): PositionedYaml {
  const lineCounter = new LineCounter()
  // The parser would compare each key with all before it.
  const document = parseDocument(text, { lineCounter, prettyErrors: false, merge: true, uniqueKeys: false })
  const lines = text.split('\n')

  function position(start: number, end: number): SourcePosition {
    const { line, col } = lineCounter.linePos(start)
    const quoted = (lines[line - 1] ?? '').replace(/\r$/, '')
    const length = Math.max(1, Math.min(end - start, quoted.length - col + 1))
    return { file, line: Math.max(1, line), column: Math.max(1, col), length, text: quoted }
  }

  const [error] = document.errors
  if (error !== undefined) {
    throw yamlSyntaxError(error, text, position)
  }

  const repeated = repeatedKey(document)
  if (repeated !== undefined) {
    throw new MillraceError('E_YAML_SYNTAX', `the key "${repeated.value}" stands here twice`, {
      at: position(repeated.range![0], repeated.range![1]),
      hint: 'Take one of the two away, or give it another name.',
    })
  }

  const alias = unresolvedAlias(document)
  if (alias !== undefined) {
    throw new MillraceError('E_YAML_SYNTAX', `there is no anchor "&${alias.source}" before "*${alias.source}"`, {
      at: position(alias.range![0], alias.range![1]),
      hint: 'An alias repeats what an anchor above it has named.',
    })
  }

  const pairs = new WeakMap<YAMLMap, Map<string, Pair>>()

  /** By key, so that looking up each of ten thousand stages is not a walk through all of them. */
  function pairsOf(map: YAMLMap): Map<string, Pair> {
    let found = pairs.get(map)
    if (found === undefined) {
      found = new Map()
      for (const item of map.items) if (isPair(item) && isScalar(item.key)) found.set(String(item.key.value), item)
      pairs.set(map, found)
    }
    return found
  }

  /** Walks down as far as the path exists; gives the last key and value found. */
  function find(path: Path): { key: Node | undefined; value: Node | undefined; whole: boolean } {
    let key: Node | undefined
    let value: Node | undefined = document.contents ?? undefined
    for (const part of path) {
      let nextKey: Node | undefined
      let next: Node | undefined
      if (isMap(value)) {
        const pair = pairsOf(value).get(String(part))
        if (pair === undefined) return { key, value, whole: false }
        nextKey = pair.key as Node
        next = (pair.value as Node | null) ?? undefined
      } else if (isSeq(value)) {
        next = value.items[Number(part)] as ParsedNode | undefined
        if (next === undefined) return { key, value, whole: false }
        nextKey = next
      } else return { key, value, whole: false }
      key = nextKey
      value = next ?? nextKey
    }
    return { key, value, whole: true }
  }

  function positionOf(node: Node | undefined): SourcePosition {
    const range = node?.range
    return range ? position(range[0], range[1]) : position(0, 1)
  }

  return {
    value: document.toJS(),
    keyAt: (path) => positionOf(find(path).key),
    valueAt: (path) => {
      const { key, value, whole } = find(path)
      return positionOf(whole ? value : (key ?? value))
    },
  }
}

function repeatedKey(document: Document): Scalar | undefined {
  let found: Scalar | undefined
  visit(document, {
    Map(_, { items }) {
      const seen = new Set<unknown>()
      for (const { key } of items) {
        if (!isScalar(key)) continue
        if (seen.has(key.value)) {
          found = key
          return visit.BREAK
        }
        seen.add(key.value)
      }
      return undefined
    },
  })
  return found
}

function unresolvedAlias(document: Document): Alias | undefined {
  let found: Alias | undefined
  visit(document, {
    Alias(_, alias) {
      if (alias.resolve(document) !== undefined) return undefined
      found = alias
      return visit.BREAK
    },
  })
  return found
}
