import type { StageJob } from './executor.ts'
import type { ResolvedParams, StageManifest } from './manifest.ts'
import type { KindName } from './port.ts'
import type { Remember } from './remembered.ts'

/** A language's other half, which lives in the worker: it turns the executable into something that can run. */
export interface LanguageRuntime {
  readonly name: string
  /** What its stages are given and give: values, or the files in which values are stored. */
  readonly exchanges: 'values' | 'files'
  /**
   * @param executable absolute path, as `StageCode.executable`
   * @param file the stage file, as errors show it
   * @throws E_STAGE_FILE when it does not hold a stage
   */
  load(executable: string, file: string): Promise<RunnableStage>
}

export interface RunnableStage {
  readonly manifest: StageManifest
  /** Checks parameters by the stage's own schema and fills in defaults. */
  resolveParams(raw: unknown): ResolvedParams
  /** @param params already resolved */
  run(context: RunnableContext): Promise<Readonly<Record<string, unknown>>>
}

export interface RunnableContext {
  /** Empty where the language exchanges files. */
  readonly inputs: Readonly<Record<string, unknown>>
  readonly params: unknown
  readonly seed: number
  /** That the stage may use. */
  readonly threads: number
  readonly progress: (done: number, total: number, label?: string) => void
  readonly log: (message: string) => void
  readonly remember: Remember
  readonly files: StageFiles
}

/** For languages that exchange files. */
export interface StageFiles {
  /** Inputs as they are stored, outputs as they are declared, work folder and declared environment values. */
  readonly job: StageJob
  /** Extension of the files of a kind, with the dot. */
  extensionOf(kind: KindName): string
  /**
   * The value of an output from a file that was written for it.
   * @throws where the file does not hold a value of the output's kind
   */
  adopt(output: string, path: string, format: string | undefined): Promise<unknown>
  /** Tells the runner which process group works for the stage, so that it is watched and ended with it; undefined: none any more. */
  processGroup(id: number | undefined): void
}
