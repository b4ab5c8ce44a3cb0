import type { ErrorDocument } from '../base/errors/millrace-error.ts'
import type { ReportSection } from '../base/report-section.ts'
import type { Figure } from './figure.ts'

/** Everything that one pipeline's page shows. Data in, one string of HTML out: nothing here reads a file or a clock. */
export interface ReportModel {
  readonly pipeline: string
  readonly title: string
  /** What was asked, of which data. */
  readonly question?: string
  /** The answer in one sentence with its interval, then further sentences. */
  readonly answer?: Findings
  readonly warnings: readonly ReportWarning[]
  readonly edges: readonly { readonly from: string; readonly to: string }[]
  /** In an order in which they can run. */
  readonly stages: readonly StageCard[]
  readonly reproduce: Reproduce
  readonly provenance: Provenance
  /** Pages beside this one, as addresses from it. */
  readonly links?: PageLinks
}

export interface PageLinks {
  /** The list of all pipelines. */
  readonly index?: string
  /** Model cards, by the stage that wrote them. */
  readonly modelCards: readonly { readonly stage: string; readonly address: string }[]
  /** Folder with the specification of every chart, ending in a slash. */
  readonly charts?: string
}

/** The JSON that a stage gives for the head of the report. */
export interface Findings {
  readonly headline: string
  readonly statements: readonly string[]
  readonly warnings?: readonly string[]
}

export interface ReportWarning {
  readonly stage: string
  readonly text: string
}

export type StageState = 'ran' | 'cached' | 'stale' | 'failed' | 'blocked' | 'skipped'

export interface StageCard {
  readonly name: string
  readonly section: ReportSection
  /** The stage file as the pipeline names it; `sh` for a command. */
  readonly use: string
  /** From the stage's docblock: paragraphs separated by an empty line; may hold `code` in backticks. */
  readonly description: string
  readonly state: StageState
  /** Why it is stale, or what changed when it ran: short sentences. */
  readonly reasons: readonly string[]
  /** Wall time of the run that made the result; absent when it never ran. */
  readonly seconds?: number
  readonly params: readonly { readonly name: string; readonly value: unknown; readonly isDefault: boolean }[]
  readonly code: readonly { readonly file: string; readonly language: 'ts' | 'sql' | 'sh'; readonly source: string }[]
  readonly inputs: readonly PortView[]
  readonly outputs: readonly PortView[]
  /** What was checked of the outputs; absent where nothing was. */
  readonly checks?: readonly CheckView[]
  /** What the stage printed. */
  readonly log?: string
  readonly error?: ErrorDocument
}

export interface CheckView {
  readonly name: string
  readonly level: 'error' | 'warn'
  readonly ok: boolean
  /** What was measured, and what it should be, in words. */
  readonly seen: string
  readonly expected: string
  /** Rows and values that should not be there, each in words. */
  readonly examples: readonly string[]
}

export interface PortView {
  readonly name: string
  readonly kind: string
  /** For an input: `split.train`, or the path or address at the border. */
  readonly from?: string
  /** Such as `train` or `test`. */
  readonly tag?: string
  /** Digest of the content, 64 hexadecimal characters. */
  readonly digest?: string
  readonly bytes?: number
  /** Where the artifact lies, relative to the project. */
  readonly path?: string
  /** Exactly one of these, by kind; inputs carry none (they are some other stage's output). */
  readonly table?: TableView
  readonly figure?: Figure
  readonly json?: unknown
  readonly model?: ModelView
}

export interface TableView {
  readonly rows: number
  readonly columns: readonly ColumnView[]
  /** The first rows, cells in column order; dates and timestamps as ISO text, null where missing. */
  readonly head: readonly (readonly (string | number | boolean | null)[])[]
}

export interface ColumnView {
  readonly name: string
  readonly type: string
  readonly nulls: number
  readonly distinct?: number
  readonly min?: string | number
  readonly max?: string | number
  /** Counts in equal bins from `min` to `max`, for numbers; at most 12. */
  readonly histogram?: readonly number[]
}

export interface ModelView {
  readonly learner: string
  readonly target: string
  readonly classes: readonly string[]
  readonly featureNames: readonly string[]
  readonly trainingRows: number
  /** Short facts such as `trees: 300`. */
  readonly facts: readonly { readonly name: string; readonly value: string }[]
}

export interface Reproduce {
  /** The commands, in order. */
  readonly commands: readonly string[]
}

/** Where the results come from. It holds no times of day: the same results from the same code give the same page. */
export interface Provenance {
  /** Of the working tree, where there is one. */
  readonly commit?: string
  /** Whether something that ran is not in the commit; absent where that is not known. */
  readonly dirty?: boolean
  readonly seed: number
  /** Name and version: Millrace, Node, V8, DuckDB, platform. */
  readonly versions: readonly { readonly name: string; readonly value: string }[]
  /** Digests of the environment values that the pipeline names, null where one is not set. Never values. */
  readonly environment: readonly { readonly name: string; readonly digest: string | null }[]
  /** What entered at the border. */
  readonly inputs: readonly { readonly stage: string; readonly from: string; readonly digest: string }[]
  readonly fingerprints: readonly { readonly stage: string; readonly fingerprint: string }[]
  /** Path of the evidence document, from the root of the project. */
  readonly evidence: string
}
