import { deriveSeed } from '../../base/random.ts'
import type { InputDefinition, Part, Source, StageNode } from '../definition/definition.ts'
import { fillReferences } from '../definition/fill-references.ts'

/** The instance of a fan for one part: `score[Real Madrid]`. */
export function instantiate(fan: StageNode, part: Part): StageNode {
  const over = fan.each!.parts === undefined ? undefined : fan.each!.wire.stage
  const source = (each: Source): Source => {
    if (each.type === 'each') return { ...part.source, at: each.at }
    // Another output of the fan that this one follows: of the same part.
    if (each.type === 'wire' && each.stage === over && each.part === undefined) {
      return { ...each, stage: instanceOf(over, part.label) }
    }
    return each
  }
  const input = (given: InputDefinition): InputDefinition =>
    given.type === 'one'
      ? { ...given, source: source(given.source) }
      : { ...given, sources: new Map([...given.sources].map(([label, each]) => [label, source(each)])) }
  const name = instanceOf(fan.name, part.label)
  return {
    ...fan,
    name,
    home: { ...fan.home, stage: instanceOf(fan.home.stage, part.label) },
    each: undefined,
    when: undefined,
    inputs: new Map([...fan.inputs].map(([port, given]) => [port, input(given)])),
    params: fillReferences(fan.params, 'each', { label: part.label, value: part.value }, fan.at.paramValue) as Readonly<
      Record<string, unknown>
    >,
    seed: fan.sharedSeed ? fan.seed : deriveSeed(fan.seed, 'part', part.label),
  }
}

/** `score[Real Madrid]`; of a fan that is itself an instance: `score[nfl,Chiefs]`. */
export function instanceOf(fan: string, label: string): string {
  return fan.endsWith(']') ? `${fan.slice(0, -1)},${label}]` : `${fan}[${label}]`
}

/** The name of the instance, where it is one of this fan. */
export function labelIn(fan: string, name: string): string | undefined {
  const start = instanceOf(fan, '').slice(0, -1)
  return name.startsWith(start) && name.endsWith(']') ? name.slice(start.length, -1) : undefined
}
