import { dirname, join } from 'node:path'
import { movedSpecifier } from './cell-specifier.ts'
import { freeNames } from './free-names.ts'
import { importText, type WantedImport } from './import-text.ts'
import { indentCode } from './indent-code.ts'
import type { CellIndex } from './index-cells.ts'
import type { PlannedCell, PlannedOutput } from './plan-cells.ts'
import { noText, regionText } from './region.ts'
import { exportedCell, splitCell } from './split-cell.ts'

/** Where notebook and project lie, absolute. */
export interface CellFolders {
  readonly notebook: string
  readonly project: string
}

/** The plan of a whole notebook. */
export interface CellsPlan {
  readonly planned: readonly PlannedCell[]
  readonly index: CellIndex
}

/** The file of a stage that was a cell. The cell's own code stands in it as it was, between two comments. */
export function stageText(planned: PlannedCell, plan: CellsPlan, folders: CellFolders): string {
  const { heading, description, shown, outputs, uses } = planned
  const { number } = planned.cell
  const moved = (written: string) =>
    movedSpecifier(written, folders.notebook, join(folders.project, dirname(planned.file)))
  const files = [...new Set(planned.files.map(({ port }) => port))]
  const { top, body } = splitCell(planned, moved)
  const inputs = [...uses.inputs].map((name) => inputOf(name, planned, plan))
  const imports = [...sharedImports(planned, plan, moved), ...inputs.flatMap(({ types }) => types)]
  const taken = new Set([...imports.map(({ local }) => local), ...ownNames(planned)])
  const millrace = new Map<string, string>()
  const port = ({ kind, type }: Pick<PlannedOutput, 'kind' | 'type'>) =>
    `${builder(kind)}${kind === 'json' ? `<${type ?? 'any'}>` : ''}()`
  const ports = {
    inputs: [
      ...inputs.map((each) => `${each.name}: ${port(each)}`),
      ...files.map((name) => `${name}: ${builder('file')}()`),
    ],
    outputs: outputs.map((each) => `${each.name}: ${port(each)}`),
  }
  const defineStage = builder('defineStage')
  const names = [...uses.inputs, ...files]
  const given = outputs.map(({ name, kind }) => (name === shown && kind === 'json' ? `${name}: ${name} ?? null` : name))
  const code = [...(body === '' ? [] : [regionText(body, number, heading, shown)]), `return ${object(given)}`].join(
    '\n',
  )
  return [
    importText(
      [...millrace].sort().map(([imported, local]) => ({ specifier: 'millrace', imported, local, isType: false })),
    ),
    importText(imports),
    top === '' ? '' : `\n${regionText(top, number, heading)}`,
    `\n${docblock(description || noText(number, planned.cell.file))}export default ${defineStage}({
  inputs: ${object(ports.inputs)},
  outputs: ${object(ports.outputs)},
  random: false,

  async run(${names.length === 0 ? '' : `{ inputs: ${object(names)} }`}) {
${indentCode(code, '    ')}
  },
})
`,
  ]
    .filter((part) => part !== '')
    .join('\n')

  /** What Millrace's function is called here: the cell's own names come first. */
  function builder(name: string): string {
    const local = taken.has(name) ? `${name}Port` : name
    millrace.set(name, local)
    return local
  }
}

/** The file of a cell of functions and types, from which stages import. */
export function libraryText(planned: PlannedCell, plan: CellsPlan, folders: CellFolders): string {
  const moved = (written: string) =>
    movedSpecifier(written, folders.notebook, join(folders.project, dirname(planned.file)))
  const imports = importText(sharedImports(planned, plan, moved))
  const code = regionText(exportedCell(planned, moved), planned.cell.number, planned.heading)
  return [imports, `${docblock(planned.description)}${code}`]
    .filter((part) => part !== '')
    .join('\n\n')
    .concat('\n')
}

/** Names that the cell has from imports of other cells, and from cells that are files. */
function sharedImports(
  { cell, file, uses }: PlannedCell,
  { planned, index }: CellsPlan,
  moved: (written: string) => string,
): WantedImport[] {
  const shared = uses.imports.map(({ from, name }) => ({ ...name, specifier: moved(from.specifier) }))
  const modules = [...uses.modules].flatMap(([from, names]) => {
    const other = planned.find((each) => each.cell === from)!
    return [...names].map((name) => ({
      ...moduleName(name, index),
      specifier: movedSpecifier(`./${other.file}`, '/', `/${dirname(file)}`),
    }))
  })
  const own = new Set(cell.code.imports.flatMap(({ names }) => names.map(({ local }) => local)))
  return [...shared, ...modules].filter(({ local }) => !own.has(local))
}

function moduleName(name: string, index: CellIndex) {
  return { local: name, imported: name, isType: !index.values.has(name) }
}

/** An input, and what must be imported for its type to be said. */
function inputOf(name: string, { cell, file }: PlannedCell, { planned, index }: CellsPlan) {
  const from = planned.find((each) => each.outputs.some((output) => output.name === name && name !== each.shown))!
  const { kind, type } = from.outputs.find((output) => output.name === name)!
  const node = index.values.get(name)?.value.type?.node
  const used = node === undefined ? [] : freeNames(node).map((each) => each.name)
  const isKnown = used.every((each) => !index.imports.has(each) && !index.values.has(each))
  const types = used.flatMap((each): WantedImport[] => {
    const owner = planned.find((other) => other.cell === index.types.get(each))
    if (!isKnown || owner === undefined || owner.cell === cell) return []
    return [
      {
        local: each,
        imported: each,
        isType: true,
        specifier: movedSpecifier(`./${owner.file}`, '/', `/${dirname(file)}`),
      },
    ]
  })
  return { name, kind, type: isKnown ? type : undefined, types }
}

/** What stands at the top of the file by the cell's own will. */
function ownNames({ cell: { code } }: PlannedCell): string[] {
  return [...code.types.keys(), ...code.imports.flatMap(({ names }) => names.map(({ local }) => local))]
}

const object = (entries: readonly string[]) => (entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`)

function docblock(text: string): string {
  if (text === '') return ''
  const lines = text.replaceAll('*/', '*\\/').split('\n')
  return lines.length === 1
    ? `/** ${lines[0]} */\n`
    : `/**\n${lines.map((line) => ` * ${line}`.trimEnd()).join('\n')}\n */\n`
}
