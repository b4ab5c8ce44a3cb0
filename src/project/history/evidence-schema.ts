import { z } from 'zod'
import type { ErrorDocument } from '../../base/errors/millrace-error.ts'
import type { Sha256 } from '../../base/hash.ts'
import type { KeyDocument } from '../../engine/contracts/cache.ts'
import type { Reason } from '../../engine/reasons.ts'

/**
 * The shape of an evidence document, `artifacts/<pipeline>/run.json`: all that is known of one run. What is not known is
 * left out; nothing is guessed. `evidence.schema.json` is generated from this.
 *
 * Documents that the engine owns (keys, reasons, errors) are described loosely: a field that they gain needs no change here.
 */
const sha256 = z.string().regex(/^[0-9a-f]{64}$/) as unknown as z.ZodType<Sha256>
const time = z.iso.datetime()
const seconds = z.number().min(0)
const bytes = z.number().int().min(0)
const facts = z
  .record(z.string(), z.union([z.string(), z.number()]))
  .describe('Small facts that the kind tells, such as `rows` and `columns` of a table.')

const reason = z.looseObject({ type: z.string() }) as unknown as z.ZodType<Reason>
const errorDocument = z.looseObject({
  code: z.string(),
  message: z.string(),
}) as unknown as z.ZodType<ErrorDocument>

const keyDocument = z
  .looseObject({
    fingerprint: z.looseObject({
      code: z.looseObject({ language: z.string(), digest: sha256 }),
      packages: z.array(z.looseObject({ name: z.string(), version: z.string() })),
      params: z.unknown(),
      inputs: z.record(z.string(), z.union([sha256, z.object({ many: z.record(z.string(), sha256) })])),
      env: z.record(z.string(), sha256.nullable()),
      seed: z.number().optional(),
    }),
    codeFiles: z.record(z.string(), sha256),
  })
  .describe(
    'The document that the fingerprint is the digest of: code, packages, parameters, content of inputs, digests of ' +
      'environment values, seed, platform; and the digest of each code file.',
  ) as unknown as z.ZodType<KeyDocument>

const input = z
  .strictObject({
    from: z.string().describe('A wire `stage.output`, or what the pipeline file says at the border.'),
    part: z.string().optional().describe('In an instance of a fan: which part of the wire.'),
    kind: z.string(),
    content: sha256.optional().describe('Digest of what it means: of values, and not of how a file lays them out.'),
    bytes: bytes.optional(),
    facts: facts.optional(),
    files: z
      .array(z.strictObject({ name: z.string(), digest: sha256.optional(), bytes: bytes.optional() }))
      .optional()
      .describe('At the border: each file that it came from.'),
  })
  .describe('What one input read. An input that takes many is listed as `input.label`.')

const column = z.strictObject({ name: z.string(), type: z.string(), nulls: z.number().int().min(0) })

const output = z
  .strictObject({
    kind: z.string(),
    path: z.string().describe('Where the run put it, from the root of the project.'),
    file: sha256.describe('Digest of its bytes.'),
    content: sha256.describe('Digest of what it means.'),
    bytes,
    facts,
    columns: z.array(column).optional().describe('Of a table, in order; types as DuckDB names them.'),
  })
  .describe('What one output came to.')

const stage = z
  .strictObject({
    state: z
      .enum(['ran', 'reused', 'failed', 'stopped', 'blocked', 'skipped'])
      .describe(
        '`reused`: its result was in the store. `stopped`: ended in the middle, by an interrupt. `blocked`: a stage that it ' +
          'reads from failed. `skipped`: it did not take part.',
      ),
    fingerprint: sha256.optional(),
    key: keyDocument.optional(),
    reasons: z.array(reason).optional().describe('Why it did its work in this run.'),
    inputs: z.record(z.string(), input).optional(),
    outputs: z.record(z.string(), output).optional(),
    startedAt: time.optional().describe('Absent where it did no work in this run.'),
    endedAt: time.optional().describe('When it was done; of a reused result, when it was found.'),
    seconds: seconds.optional().describe('Wall time of the work; of a reused result, of the run that made it.'),
    cpuSeconds: seconds.optional().describe('Processor time of all threads, where it is known.'),
    madeAt: time.optional().describe('When a reused result was made.'),
    recorded: z
      .literal(false)
      .optional()
      .describe('An input was touched meanwhile: the result was used in this run and is not kept under its key.'),
    error: errorDocument.optional(),
    log: z.string().optional().describe('What it printed, where that is not kept with a result.'),
    retried: z.array(errorDocument).optional().describe('What it failed with before it was tried again.'),
    because: z.string().optional().describe('Why it was skipped.'),
    blockedBy: z.string().optional().describe('The stage whose failure kept it from running.'),
  })
  .describe('What one stage did in this run.')

const definedStage = z
  .strictObject({
    use: z.string().optional().describe('The stage file; absent where there is a command.'),
    sh: z.string().optional().describe('The command.'),
    language: z.string(),
    in: z.record(z.string(), z.union([z.string(), z.record(z.string(), z.string())])),
    params: z.unknown().describe('With defaults filled in.'),
    each: z.string().optional().describe('Of a fan: what it goes over. Its instances are stages of their own.'),
    when: z.string().optional().describe('The condition.'),
    retries: z.number().int().optional(),
    threads: z.number().int(),
    memoryBytes: z.number().optional(),
    timeoutMs: z.number().optional(),
    env: z.array(z.string()),
  })
  .describe('A stage as the run took it.')

const check = z
  .strictObject({
    stage: z.string(),
    check: z.string().describe('Its name, or what it looks at: `table rows`.'),
    level: z.enum(['warn', 'error']).describe('Whether a failure is told only, or stops what is below the stage.'),
    ok: z.boolean(),
    seen: z.string().describe('What was found, in words.'),
    expected: z.string(),
    output: z.string().optional().describe('The output that was looked at; absent for a query.'),
    column: z.string().optional(),
  })
  .describe('What one check came to.')

export const evidenceSchema = z.strictObject({
  format: z.literal(2),
  id: z.string().describe('Names the run in `runs` and `diff`.'),
  uuid: z.uuid().describe('The same run in OpenLineage events.'),
  pipeline: z.string(),
  startedAt: time,
  endedAt: time,
  seconds,
  ok: z.boolean(),
  interrupted: z.boolean(),
  trial: z.boolean().describe('Run with `--set`, `--only` or single parts of a fan: the lock file was left alone.'),
  arguments: z.array(z.string()).optional().describe('As typed, where the command line started it.'),
  overrides: z.record(z.string(), z.unknown()).describe('Parameters that were given for this run alone.'),
  selected: z.array(z.string()).describe('The stages that the run looked at, in an order in which they can run.'),
  definition: z
    .strictObject({
      file: z.string().describe('From the root of the project.'),
      files: z
        .record(z.string(), sha256.nullable())
        .describe(
          'Digest of this file, of what it includes, and of other pipelines; null where one was touched meanwhile.',
        ),
      seed: z.number().int(),
      stages: z.record(z.string(), definedStage),
    })
    .describe('The pipeline as it was resolved.'),
  versions: z.record(z.string(), z.string()).describe('Of Millrace, Node, V8 and DuckDB.'),
  platform: z.string(),
  arch: z.string(),
  environment: z
    .record(z.string(), sha256.nullable())
    .describe('Digests of the environment values that the pipeline names, null where one is not set. Never values.'),
  git: z
    .strictObject({
      commit: z.string(),
      dirty: z.boolean().optional().describe('Whether something that the run was made of is not in the commit.'),
      repository: z.string().optional().describe('Address of `origin`, without names and passwords.'),
    })
    .optional(),
  stages: z.record(z.string(), stage),
  metrics: z
    .record(z.string(), z.record(z.string(), z.number()))
    .describe('Numbers in `json` outputs, by `stage.output` and the path to them.'),
  checks: z.array(check).optional().describe('What the checks of the pipeline file came to.'),
  notices: z
    .array(z.strictObject({ code: z.string(), message: z.string(), stage: z.string().optional() }))
    .describe('What a person should know that is not a failure.'),
})

export type Evidence = z.output<typeof evidenceSchema>
export type CheckEvidence = z.output<typeof check>
export type StageEvidence = Evidence['stages'][string]
export type InputEvidence = NonNullable<StageEvidence['inputs']>[string]
export type OutputEvidence = NonNullable<StageEvidence['outputs']>[string]
