import { readFileSync } from 'node:fs'
import { Table } from 'millrace'
import type { z } from 'zod'
import type { OpenCrew } from '../../src/engine/contracts/crew.ts'
import type { Ports, PortValues, StageDefinition } from '../../src/engine/contracts/stage.ts'

/** Values for ports; what is optional may be left out. */
type Given<Values> = {
  readonly [Name in keyof Values as undefined extends Values[Name] ? never : Name]: Values[Name]
} & {
  readonly [Name in keyof Values as undefined extends Values[Name] ? Name : never]?: Values[Name]
}

/** Parses the parameters by the stage's schema and calls its `run()`: what the engine does, without the engine. */
export async function runStage<Inputs extends Ports, Outputs extends Ports, Params extends z.ZodType>(
  stage: StageDefinition<Inputs, Outputs, Params>,
  given: Given<PortValues<Inputs>>,
  params: unknown = {},
  seed = 42,
): Promise<PortValues<Outputs>> {
  const inputs = given as unknown as PortValues<Inputs>
  return stage.run({
    inputs,
    params: stage.params.parse(params),
    seed,
    threads: 1,
    progress: () => {},
    log: () => {},
    remember: async (_key, make) => JSON.parse(JSON.stringify(await make())),
    openCrew: crewOfOne,
  })
}

/** A crew whose calls run where they are asked for. */
export const crewOfOne: OpenCrew = (run, shared) => ({
  run: async (given) => run(given, shared),
  close: async () => {},
})

/** Runs an SQL stage of the repository on tables named by its inputs. */
export function runSqlStage(
  path: string,
  inputs: Readonly<Record<string, Table>>,
  params: Readonly<Record<string, string>> = {},
): Table {
  const text = readFileSync(new URL(path, new URL('../../', import.meta.url)), 'utf8')
  return Table.query(text, inputs, { file: path, params })
}
