type Parser = typeof import('oxc-parser')

let parser: Parser | undefined

/** Loads the parser, before anything here reads code: the command line starts without it, as most commands need none. */
export async function loadParser(): Promise<void> {
  parser ??= await import('oxc-parser')
}

/** The parser that was loaded. @throws Error where `loadParser` was not awaited before */
export function loadedParser(): Parser {
  if (parser === undefined) throw new Error('loadParser() comes first')
  return parser
}

/** The syntax of code in TypeScript: tree, comments and mistakes. */
export function parseCode(code: string, options: { readonly showSemanticErrors?: boolean } = {}) {
  return loadedParser().parseSync('cell.ts', code, { lang: 'ts', sourceType: 'module', ...options })
}
