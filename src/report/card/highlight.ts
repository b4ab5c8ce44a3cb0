import { type Html, html } from '../html/html.ts'
import type { StageCard } from '../report-model.ts'

type CodeLanguage = StageCard['code'][number]['language']

interface Token {
  readonly kind: 'comment' | 'string' | 'number' | 'keyword' | 'plain'
  readonly text: string
}

const TS_WORDS =
  'as async await break case catch class const continue default do else export extends false finally for from function if implements import in instanceof interface let new null of return satisfies static super switch this throw true try type typeof undefined var void while yield readonly'
const SQL_WORDS =
  'all and any as asc asof between by case cast count cross desc distinct else end exclude except exists false filter first from full group having ilike in inner intersect interval is join last lateral left like limit not null nulls offset on or order outer over partition positional qualify range replace right rows select struct then true try_cast union unnest using values when where window with'
const SH_WORDS =
  'case do done elif else esac exit export fi for function if in local return select set then until while'

const LANGUAGES = {
  ts: {
    words: new Set(TS_WORDS.split(' ')),
    pattern:
      /(?<comment>\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$))|(?<string>'(?:\\.|[^'\\\n])*'?|"(?:\\.|[^"\\\n])*"?|`(?:\\.|[^`\\])*`?)|(?<number>\b\d[\d_]*(?:\.\d+)?(?:e[+-]?\d+)?n?\b)|(?<word>[A-Za-z_$][\w$]*)/gi,
  },
  sql: {
    words: new Set(SQL_WORDS.split(' ')),
    pattern:
      /(?<comment>--[^\n]*|\/\*[\s\S]*?(?:\*\/|$))|(?<string>'(?:''|[^'])*'?)|(?<number>\b\d+(?:\.\d+)?(?:e[+-]?\d+)?\b)|(?<word>[A-Za-z_][\w]*|"(?:""|[^"])*"?)/gi,
  },
  sh: {
    words: new Set(SH_WORDS.split(' ')),
    pattern:
      /(?<comment>(?<=^|[\s;])#[^\n]*)|(?<string>'[^']*'?|"(?:\\.|[^"\\])*"?)|(?<number>\b\d+(?:\.\d+)?\b)|(?<word>[A-Za-z_][\w-]*)/gi,
  },
} as const

/** Source as numbered lines with light colouring: comments, strings, numbers, keywords. A reading aid, not a parser. */
export function highlight(source: string, language: CodeLanguage): Html {
  const lines: Token[][] = [[]]
  for (const token of tokenize(source.replace(/\r\n?/g, '\n').replace(/\n$/, ''), language)) {
    for (const [index, text] of token.text.split('\n').entries()) {
      if (index > 0) lines.push([])
      if (text !== '') lines.at(-1)?.push({ kind: token.kind, text })
    }
  }
  return html`${lines.map((tokens) => html`<span>${tokens.map(({ kind, text }) => (kind === 'plain' ? text : html`<span class="${kind.charAt(0)}">${text}</span>`))}\n</span>`)}`
}

function tokenize(source: string, language: CodeLanguage): Token[] {
  const { pattern, words } = LANGUAGES[language]
  const tokens: Token[] = []
  let end = 0
  for (const match of source.matchAll(pattern)) {
    if (match.index > end) tokens.push({ kind: 'plain', text: source.slice(end, match.index) })
    const text = match[0]
    const groups = match.groups ?? {}
    const word = groups.word === undefined ? undefined : language === 'sql' ? text.toLowerCase() : text
    const kind =
      groups.comment !== undefined
        ? 'comment'
        : groups.string !== undefined
          ? 'string'
          : groups.number !== undefined
            ? 'number'
            : word !== undefined && words.has(word)
              ? 'keyword'
              : 'plain'
    tokens.push({ kind, text })
    end = match.index + text.length
  }
  if (end < source.length) tokens.push({ kind: 'plain', text: source.slice(end) })
  return tokens
}
