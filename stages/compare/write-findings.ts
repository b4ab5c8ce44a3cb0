import type { Findings } from 'millrace'
import type { ComparedGroup } from '../compare.ts'
import { wordOf } from './assign-groups.ts'
import { groupNamed } from './figures.ts'
import type { Comparison } from './judge.ts'
import type { CompareParams } from './params.ts'

/** Fewer rows than this of a class, and what is said of it rests on too little. */
const FEW = 10
/** Holm's adjusted p-values below it count. */
const alpha = ({ bootstrap }: CompareParams) => 1 - bootstrap.level

/**
 * What so many rows can and cannot show: for each group a sentence for each, then what the choices change, then what a
 * difference of the size seen elsewhere would need.
 */
export function writeFindings(groups: readonly ComparedGroup[], params: CompareParams): Findings {
  const [first] = groups
  const sentences = groups.flatMap((group) => [cannot(group, params), can(group, params)])
  return {
    headline: sentences[0] ?? '',
    statements: [
      ...sentences.slice(1),
      ...(first === undefined ? [] : needed(first, groups.slice(1), params)),
      ...groups.flatMap((group) => effects(group, params)),
      ...groups.flatMap((group) => clipped(group, params)),
    ],
    warnings: groups.flatMap((group) => rare(group, params)),
  }
}

/** What the rows are too few for. */
function cannot(group: ComparedGroup, params: CompareParams): string {
  const own = headlineDifferences(group, params)
  const open = own.filter(spansZero).length
  const size = median(own.map(({ logLoss }) => logLoss.detectable)).toFixed(2)
  const chance = `with a chance of ${percent(params.power)}`
  const verdict =
    open === 0
      ? 'every interval excludes no difference'
      : `${open === own.length ? `all ${open}` : `${open} of ${own.length}`} ${percent(params.bootstrap.level)} intervals include no difference${open * 2 > own.length ? ', so who is best among them cannot be said' : ''}`
  return `${capitalised(group.title)}, ${counted(group, params)}: a way of learning must differ from ${against(group, params)} by ${size} nats of log loss (median of ${own.length}) to be told apart ${chance}; ${verdict}.`
}

/** What they do show, with all comparisons counted. */
function can(group: ComparedGroup, params: CompareParams): string {
  const { differences } = group
  const { baselines } = groupNamed(params, group.name)
  const certain = differences.filter((each) => !spansZero(each)).length
  const byChance = alpha(params) * differences.length
  const left = differences.filter(({ logLoss }) => logLoss.adjusted < alpha(params))
  const named = baselines.flatMap(({ label, title }) =>
    ([-1, 1] as const).flatMap((sign) => {
      const count = left.filter(
        ({ baseline, logLoss }) => baseline === label && Math.sign(logLoss.value) === sign,
      ).length
      return count === 0 ? [] : [`${count} ${sign < 0 ? 'better' : 'worse'} than ${title}`]
    }),
  )
  const rest = left.length === 0 ? 'none is left' : `${left.length} are left: ${named.join(', ')}`
  return `Of its ${differences.length} comparisons with ${baselines.length === 1 ? 'one baseline' : `${baselines.length} baselines`}, ${certain} intervals exclude no difference, where chance alone would give about ${byChance.toFixed(0)} if nothing differed; once corrected for so many comparisons (Holm) ${rest}.`
}

/** How many rows of the first group it would take to see what another group shows. */
function needed(first: ComparedGroup, others: readonly ComparedGroup[], params: CompareParams): string[] {
  const spread = median(headlineDifferences(first, params).map(({ logLoss, n }) => logLoss.detectable * Math.sqrt(n)))
  return others.flatMap((other) => {
    const best = [...headlineDifferences(other, params)].sort((a, b) => a.logLoss.value - b.logLoss.value)[0]
    if (best === undefined || best.logLoss.value >= 0) return []
    const rows = (spread / best.logLoss.value) ** 2
    const size = Math.abs(best.logLoss.value)
    return [
      `The largest gain over ${against(other, params)} on ${lowered(other.title)} is ${size.toFixed(3)} nats; to see one of that size on rows like those of ${first.title} would take about ${rounded(rows)} ${params.rowNoun}, and there are ${first.n}.`,
    ]
  })
}

/** What a choice changes, all else being the same. */
function effects(group: ComparedGroup, params: CompareParams): string[] {
  return group.effects.map(({ axis, value, insteadOf, pairs, logLoss, n }) => {
    const described = params.axes.find((each) => each.name === axis)!
    const { title, name } = described
    const word = (key: string) => wordOf(described, key) || key
    const { value: mean, lower, upper } = logLoss
    const verdict = lower <= 0 && upper >= 0 ? 'includes no difference' : `lies ${upper < 0 ? 'below' : 'above'} zero`
    return `${capitalised(group.title)}, ${title ?? name} ${word(value)} instead of ${word(insteadOf)}: log loss ${signed(mean)} on average over ${pairs} ${pairs === 1 ? 'pair' : 'pairs'} that differ in nothing else; the ${percent(params.bootstrap.level)} interval, ${signed(lower)} to ${signed(upper)}, ${verdict} (${n.toLocaleString('en')} ${params.rowNoun}).`
  })
}

/** A probability of 0 for what then happens would cost an infinite loss. */
function clipped(group: ComparedGroup, { clip, rowNoun }: CompareParams): string[] {
  const found = group.scores.filter(({ clippedRows }) => clippedRows > 0)
  if (found.length === 0) return []
  const names = found.map(({ title, clippedRows }) => `${title} (${clippedRows})`).join('; ')
  return [
    `On ${lowered(group.title)} a probability of 0 was given to what then happened, and clipped to ${clip.toPrecision(2)}, which costs ${(-Math.log(clip)).toFixed(1)} nats each: ${names} ${rowNoun}.`,
  ]
}

function rare(group: ComparedGroup, params: CompareParams): string[] {
  const few = Object.entries(group.classes).filter(([, rows]) => rows < FEW)
  if (few.length === 0) return []
  const counts = few.map(([name, rows]) => `${rows} ${params.classWords[name] ?? `"${name}"`}`).join(' and ')
  return [
    `${capitalised(group.title)}: only ${counts} of ${group.n} ${params.rowNoun}. What is said of so rare a class may change with the next one.`,
  ]
}

function headlineDifferences(group: ComparedGroup, params: CompareParams): readonly Comparison[] {
  return group.differences.filter(({ baseline }) => baseline === groupNamed(params, group.name).baselines[0]?.label)
}

function against(group: ComparedGroup, params: CompareParams): string {
  return groupNamed(params, group.name).baselines[0]?.title ?? ''
}

/** `38 matches (29 won, 6 drawn, 3 lost)`: the commonest first. */
function counted({ n, classes }: ComparedGroup, { rowNoun, classWords }: CompareParams): string {
  const parts = Object.entries(classes)
    .sort(([, a], [, b]) => b - a)
    .map(([name, rows]) => `${rows.toLocaleString('en')} ${classWords[name] ?? `"${name}"`}`)
  return `${n.toLocaleString('en')} ${rowNoun} (${parts.join(', ')})`
}

function spansZero({ logLoss: { lower, upper } }: Comparison): boolean {
  return lower <= 0 && upper >= 0
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1
    ? (sorted[middle] as number)
    : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2
}

/** Two significant digits: it is an order of magnitude. */
function rounded(count: number): string {
  return Number(count.toPrecision(2)).toLocaleString('en')
}

function signed(value: number): string {
  const text = Math.abs(value).toFixed(3)
  if (Number(text) === 0) return text
  return `${value < 0 ? '−' : '+'}${text}`
}

function percent(share: number): string {
  return `${Number((100 * share).toFixed(1))} %`
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

function lowered(text: string): string {
  return text.charAt(0) === text.charAt(0).toUpperCase() && /^(All|Every|The) /.test(text)
    ? text.charAt(0).toLowerCase() + text.slice(1)
    : text
}
