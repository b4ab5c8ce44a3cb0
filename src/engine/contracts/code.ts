import type { SourcePosition } from '../../base/errors/position.ts'
import type { Sha256 } from '../../base/hash.ts'

/** An npm package that a stage imports, with everything that it pulls in, as installed. */
export interface PackageVersion {
  readonly name: string
  readonly version: string
  /** `name@version` of every package below it, sorted. */
  readonly closure: readonly string[]
}

/** The code of a stage: what is digested is what the worker runs. */
export interface StageCode {
  readonly language: string
  /** The stage file, absolute. */
  readonly path: string
  /** The stage file as errors and reports show it: relative to the project. */
  readonly file: string
  /** Digest of the code with comments and formatting taken out. */
  readonly digest: Sha256
  /** Digest of each source file that contributes, comments and formatting taken out: for naming what changed. */
  readonly files: Readonly<Record<string, Sha256>>
  /**
   * Who imports each file and each package (as `npm:name`), nearest to the stage file: for telling through which imports
   * a change came. Languages without imports have none.
   */
  readonly importedBy?: Readonly<Record<string, string>>
  readonly packages: readonly PackageVersion[]
  /** For a command: the programs that it says it calls, with what they say of their version. */
  readonly tools?: Readonly<Record<string, string>>
  /** For a command: what it is, kept in words so that a change of it can be told in words. */
  readonly command?: CommandText
  /** The file that the worker loads: JavaScript for TypeScript stages, the text itself for SQL, JSON for commands. */
  readonly executable: string
  /** Absolute paths whose change means that the code must be looked at again. */
  readonly watched: readonly string[]
  /** The stage's docblock, markers removed. */
  readonly description: string
  /** Where it stands, when it has no file of its own: what goes wrong in it is shown there. */
  readonly at?: SourcePosition
}

export interface CommandText {
  readonly text: string
  readonly outputs: Readonly<Record<string, unknown>>
}

/** A language that stage files may be written in. One file a language in `src/languages`. */
export interface Language {
  readonly name: string
  /** Extensions of stage files, with the dot. */
  readonly extensions: readonly string[]
  /**
   * Reads and digests a stage file.
   * @throws E_STAGE_FILE, E_STAGE_READS, E_SQL_STAGE with the position in the stage file
   */
  read(path: string): Promise<StageCode>
}
