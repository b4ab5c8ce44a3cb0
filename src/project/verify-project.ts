import { rmSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { MillraceError } from '../base/errors/millrace-error.ts'
import { claimFolder } from '../engine/cache/claim-folder.ts'
import { LocalStore } from '../engine/cache/local-store.ts'
import type { ActionEntry } from '../engine/contracts/cache.ts'
import type { EmitEvent } from '../engine/events.ts'
import { runPipeline } from '../engine/run-pipeline.ts'
import { selectStages } from '../engine/select-stages.ts'
import type { Project } from './open-project.ts'
import { planProject } from './plan-project.ts'

/** What to do about a result that comes out otherwise. */
export const notReproducibleHint =
  'Look for what the stage reads and does not declare: a file, the clock, chance without the seed, the environment.'

export interface Verification {
  readonly stage: string
  readonly output: string
  /** `bytes`: the files are equal. `content`: the files differ, what they mean does not. `different`: it does. */
  readonly equal: 'bytes' | 'content' | 'different'
  /** The first place where they differ. */
  readonly difference?: string
  /** An input of the stage differed already: the difference may come from there. */
  readonly inherited: boolean
}

export interface VerifyOptions {
  /** Empty means all. What they read from above is run again too. */
  readonly stages?: readonly string[]
  readonly jobs?: number | undefined
  readonly signal?: AbortSignal
  readonly emit?: EmitEvent
}

/**
 * Runs stages again from scratch, in a store of their own, and compares what comes out with what is recorded.
 * @throws E_NEVER_RUN when there is nothing up to date to compare with
 */
export async function verifyProject(given: Project, options: VerifyOptions = {}): Promise<Verification[]> {
  const selection = { stages: options.stages ?? [] }
  const project = withoutChecks(given)
  const recorded = await recordedResults(project, selection.stages)
  const root = claimFolder(project.store.path('scratch'))
  try {
    const scratch = {
      ...project,
      store: new LocalStore(root),
      recorded: project.store,
      lock: undefined,
      artifacts: join(root, 'artifacts'),
    }
    const summary = await runPipeline(scratch, {
      selected: selectStages(project.pipeline, selection),
      jobs: options.jobs ?? availableParallelism(),
      keepGoing: true,
      signal: options.signal ?? new AbortController().signal,
      emit: options.emit ?? (() => {}),
    })
    const [failure] = summary.failed
    if (failure) {
      throw new MillraceError(
        'E_NOT_REPRODUCIBLE',
        `stage "${failure[0]}" has a result but fails when it runs again: ${failure[1].message}`,
        {
          at: failure[1].at,
          hint: failure[1].hint ?? notReproducibleHint,
        },
      )
    }
    if (summary.interrupted) throw new MillraceError('E_INTERRUPTED', 'the verification was interrupted')
    const verifications: Verification[] = []
    const different = new Set<string>()
    const { graph } = summary.pipeline
    for (const name of graph.order) {
      const again = summary.results.get(name)
      if (again === undefined) continue
      const inherited = graph.parents.get(name)!.some((parent) => different.has(parent))
      const compared = await compareResults(project, scratch.store, recorded.get(name)!, again, inherited)
      if (compared.some(({ equal }) => equal === 'different')) different.add(name)
      verifications.push(...compared)
    }
    return verifications
  } finally {
    rmSync(root, { recursive: true, force: true })
  }
}

/** Whether a result comes out the same is another question than whether it is good. */
function withoutChecks(project: Project): Project {
  const stages = [...project.pipeline.stages].map(
    ([name, stage]) => [name, { ...stage, node: { ...stage.node, checks: [] } }] as const,
  )
  return { ...project, pipeline: { ...project.pipeline, stages: new Map(stages) } }
}

async function recordedResults(project: Project, stages: readonly string[]): Promise<Map<string, ActionEntry>> {
  const recorded = new Map<string, ActionEntry>()
  for (const [name, verdict] of (await planProject(project, { stages })).stages) {
    if (verdict.type === 'skip') continue
    if (verdict.type !== 'reuse') {
      throw new MillraceError(
        'E_NEVER_RUN',
        `stage "${name}" has no result that is up to date, so there is nothing to compare with`,
        {
          hint: 'Run the pipeline first: millrace run.',
        },
      )
    }
    recorded.set(name, verdict.entry)
  }
  return recorded
}

async function compareResults(
  project: Project,
  scratch: LocalStore,
  before: ActionEntry,
  again: ActionEntry,
  inherited: boolean,
): Promise<Verification[]> {
  const compared: Verification[] = []
  for (const [output, was] of Object.entries(before.outputs)) {
    const is = again.outputs[output]!
    const equal = was.file === is.file ? 'bytes' : was.content === is.content ? 'content' : 'different'
    const difference =
      equal === 'different'
        ? ((await project.executor.call('firstDifference', {
            kind: was.kind,
            a: project.store.objectPath(was.file),
            b: scratch.objectPath(is.file),
          })) as string | undefined)
        : undefined
    compared.push({
      stage: before.stage,
      output,
      equal,
      inherited,
      ...(difference === undefined ? {} : { difference }),
    })
  }
  return compared
}
