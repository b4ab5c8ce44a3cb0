/** What a border input came to: its files, sorted by name, and what to watch for change. */
export interface BorderFiles {
  readonly files: readonly { readonly path: string; readonly name: string }[]
  /** Files and, for a glob, the folders in which a file might come or go. */
  readonly watched: readonly string[]
}
