import type { ImportedName } from './cell-code.ts'

/** One name of one module. */
export interface WantedImport extends ImportedName {
  readonly specifier: string
}

/** Import statements for names, one a module, in the order in which the modules are first named. */
export function importText(wanted: readonly WantedImport[]): string {
  const modules = new Map<string, Map<string, WantedImport>>()
  for (const name of wanted) {
    const names = modules.get(name.specifier) ?? new Map<string, WantedImport>()
    modules.set(name.specifier, names.set(name.local, name))
  }
  return [...modules].flatMap(([specifier, names]) => statements(specifier, [...names.values()])).join('\n')
}

function statements(specifier: string, names: readonly WantedImport[]): string[] {
  const whole = names.filter(({ imported }) => imported === '*')
  const byDefault = names.filter(({ imported }) => imported === 'default')
  const single = names.filter(({ imported }) => imported !== '*' && imported !== 'default')
  const allTypes = single.every(({ isType }) => isType)
  const listed = single.map(({ imported, local, isType }) => {
    const type = isType && !allTypes ? 'type ' : ''
    return `${type}${imported === local ? local : `${imported} as ${local}`}`
  })
  return [
    ...whole.map(({ local, isType }) => `import ${isType ? 'type ' : ''}* as ${local} from '${specifier}'`),
    ...byDefault.map(({ local, isType }) => `import ${isType ? 'type ' : ''}${local} from '${specifier}'`),
    ...(listed.length === 0 ? [] : [`import ${allTypes ? 'type ' : ''}{ ${listed.join(', ')} } from '${specifier}'`]),
  ]
}
