import { didYouMean } from '../../base/did-you-mean.ts'
import { MillraceError } from '../../base/errors/millrace-error.ts'
import type { LocalStore } from '../../engine/cache/local-store.ts'
import { readJson } from '../../engine/cache/read-json.ts'
import type { OutputSummary } from '../../engine/events.ts'
import type { Estimate } from '../../report/comparison/comparison-model.ts'
import type { OutputEvidence } from '../history/evidence-schema.ts'
import { findRun } from '../history/find-run.ts'
import type { Run } from '../history/run-record.ts'
import { estimatesIn } from './estimates-in.ts'

/** One side of a comparison: a run, or one stage of a run under a name that both sides share. */
export interface Side {
  readonly label: string
  /** What is compared of it: where models are compared, one stage. */
  readonly run: Run
  readonly whole: Run
  /** The stage, where models are compared. */
  readonly stage?: string
  /** What other stages call the model, by the wires of the run: `forestSmote`. */
  readonly labels: readonly string[]
}

/** Stages are compared under one name, whatever each is called. */
const sharedName = 'model'

/**
 * A side from what was typed: `last`, the beginning of an id, or either with a stage: `last:train`; `:train` is of the
 * last run.
 * @throws E_UNKNOWN_RUN, E_UNKNOWN_STAGE
 */
export function comparedSide(runs: readonly Run[], text: string): Side {
  const [, runText = text, stage] = /^([^:]*):(.+)$/s.exec(text) ?? []
  const run = findRun(runs, runText === '' ? 'last' : runText)
  if (stage === undefined) return { label: run.id, run, whole: run, labels: [] }
  if (!(stage in run.stages)) {
    throw new MillraceError('E_UNKNOWN_STAGE', `run ${run.id} has no stage "${stage}"`, {
      hint: didYouMean(stage, Object.keys(run.stages)),
    })
  }
  const { evidence } = run
  return {
    label: `${run.id}:${stage}`,
    stage,
    whole: run,
    labels: [...new Set([stage, ...wiresOf(run, stage).flatMap(({ label }) => label ?? [])])],
    run: {
      ...run,
      id: `${run.id}:${stage}`,
      stages: { [sharedName]: run.stages[stage]! },
      metrics: {},
      evidence:
        evidence === undefined
          ? undefined
          : {
              ...evidence,
              stages: { [sharedName]: evidence.stages[stage]! },
              definition: { ...evidence.definition, stages: { [sharedName]: evidence.definition.stages[stage]! } },
            },
    },
  }
}

interface ReadBy {
  readonly stage: string
  /** Where the input takes many, what this one is called. */
  readonly label?: string
}

function wiresOf({ evidence }: Run, stage: string): readonly ReadBy[] {
  return Object.entries(evidence?.definition.stages ?? {}).flatMap(([reader, { in: inputs }]) =>
    Object.values(inputs).flatMap((source): ReadBy[] => {
      if (typeof source === 'string') return source.startsWith(`${stage}.`) ? [{ stage: reader }] : []
      const named = Object.entries(source).filter(([, wire]) => wire.startsWith(`${stage}.`))
      return named.map(([label]) => ({ stage: reader, label }))
    }),
  )
}

/** The numbers of a side: of a run all of them, of a model those that stages which read it say about it by its label. */
export function estimatesOf(store: LocalStore, { labels, stage, whole }: Side): Map<string, Estimate> {
  if (stage === undefined)
    return new Map(documents(store, whole).flatMap(([name, json]) => prefixed(name, estimatesIn(json))))
  const readers = new Map(wiresOf(whole, stage).map((read) => [read.stage, read]))
  const found = documents(store, whole).flatMap(([name, json, from]): [string, Estimate][] => {
    const reader = readers.get(from)
    if (reader === undefined && from !== stage) return []
    const all = [...estimatesIn(json)]
    if (reader?.label === undefined) return prefixed(name.replace(`${stage}.`, `${sharedName}.`), new Map(all))
    return all.flatMap(([path, estimate]): [string, Estimate][] => {
      const keys = path.split('.')
      const at = keys.findIndex((key) => labels.includes(key))
      if (at < 0) return []
      return [[`${name} ${keys.toSpliced(at, 1).join('.')}`, estimate]]
    })
  })
  return new Map(found)
}

/** JSON outputs of a run that the store still holds, with the stage that made each. */
export function documents(store: LocalStore, run: Run): [name: string, json: unknown, stage: string][] {
  return Object.entries(run.stages).flatMap(([stage, { outputs = {} }]) =>
    Object.entries(outputs).flatMap(([output, record]): [string, unknown, string][] => {
      if (record.kind !== 'json' || record.bytes > 1_000_000) return []
      const json = readJson(objectOf(store, record))
      return json === undefined ? [] : [[`${stage}.${output}`, json, stage]]
    }),
  )
}

/** Records from before there was evidence name the content only, which for JSON and figures is the file. */
export function objectOf(store: LocalStore, record: OutputSummary): string {
  return store.objectPath((record as Partial<OutputEvidence>).file ?? record.content)
}

function prefixed(name: string, estimates: ReadonlyMap<string, Estimate>): [string, Estimate][] {
  return [...estimates].map(([path, estimate]) => [path === '' ? name : `${name} ${path}`, estimate])
}
