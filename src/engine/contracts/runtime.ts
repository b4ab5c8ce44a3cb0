import type { ResolvedParams, StageManifest } from './manifest.ts'

/** A language's other half, which lives in the worker: it turns the executable into something that can run. */
export interface LanguageRuntime {
  readonly name: string
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
  readonly inputs: Readonly<Record<string, unknown>>
  readonly params: unknown
  readonly seed: number
  readonly progress: (done: number, total: number, label?: string) => void
  readonly log: (message: string) => void
}
