/** One or more files as they are. A glob gives several, sorted by name. */
export interface FileValue {
  readonly files: readonly InputFile[]
}

export interface InputFile {
  /** Where the bytes can be read. Not part of any result: show `name` instead. */
  readonly path: string
  /** As the pipeline names it: what errors and provenance columns show. */
  readonly name: string
}
