/** What a notebook shows of a value, by MIME type, as Jupyter asks for it. There always is a `text/plain`, without colours. */
export type MimeBundle = Readonly<Record<string, unknown>> & { readonly 'text/plain': string }

/** The method by which Deno's Jupyter kernel, and others that follow it, ask a value to show itself. */
export const displaySymbol: unique symbol = Symbol.for('Jupyter.display') as never
