import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { errorCatalogue } from '../src/base/errors/catalogue.ts'
import { noticeCodes } from '../src/base/errors/codes-notice.ts'
import { buildProgram } from '../src/cli/program.ts'
import { commandParts, partsUsed } from './rig/cases/command-parts.ts'
import { caseNames, casesFolder, readCase } from './rig/cases/read-case.ts'
import { readTranscript } from './rig/cases/read-transcript.ts'

/** Codes that no command line can bring about, each with the reason. */
const exempt: Readonly<Record<string, string>> = {
  E_ML_MEMORY: 'It takes four gibibytes of working memory: test/ml/threads shows it.',
  E_ML_THREAD: 'It takes a thread that dies: test/ml/threads and the tests of learners show it.',
  E_ML_PEER: 'Whether an optional package is installed is for the machine to say: test/ml/npm shows it.',
  E_INTERNAL: 'A mistake in Millrace itself: a known way to it would be mended and not shown.',
  E_TABLE_SESSION: 'A worker in which a stage left a table is not used again: test/table shows it of a closed session.',
}

const program = buildProgram({ exitCode: 0 })
const catalogue = [...Object.keys(errorCatalogue), ...Object.keys(noticeCodes)]
const cases = caseNames().map((name) => readCase(name))
const played = new Map(cases.map((each) => [each.name, readTranscript(each)]))
const refused = 2

const codesIn = (name: string) => played.get(name)!.flatMap(({ output }) => output.match(/\b[EN]_[A-Z_]+\b/g) ?? [])
/** What was refused shows nothing of a flag. */
const partsIn = (name: string) =>
  played.get(name)!.flatMap(({ words, exitCode }) => (exitCode === refused ? [] : partsUsed(program, words)))

const shownCodes = new Set(cases.flatMap(({ name }) => codesIn(name)))
const shownParts = new Set(cases.flatMap(({ name }) => partsIn(name)))

describe('the cases together (how one is added: test/cases/README.md)', () => {
  test('show every command, flag, argument and choice', () => {
    expect(commandParts(program).filter((part) => !shownParts.has(part))).toEqual([])
  })

  test('show every error and notice of the catalogue', () => {
    expect(catalogue.filter((code) => !shownCodes.has(code) && !(code in exempt))).toEqual([])
  })

  test('leave out no code without need', () => {
    expect(Object.keys(exempt).filter((code) => shownCodes.has(code) || !catalogue.includes(code))).toEqual([])
  })

  test('print no code that is not in the catalogue', () => {
    expect([...shownCodes].filter((code) => !catalogue.includes(code))).toEqual([])
  })

  test('use every base', () => {
    const bases = new Set(cases.map(({ base }) => base))
    expect(readdirSync(join(casesFolder, '_base')).filter((name) => !bases.has(name))).toEqual([])
  })
})

describe.each(cases)('$name', ({ name, shows, expected }) => {
  test('has a session', () => {
    const command = `npx vitest run test/cases.test.ts -t ${name} -u`
    expect(existsSync(expected), `there is no expected.txt; write it: ${command}`).toBe(true)
  })

  test('shows what it is named for', () => {
    const [subject = ''] = name.split('-')
    if (catalogue.includes(subject)) expect(codesIn(name)).toContain(subject)
    else expect(partsIn(name).map((part) => part.split(' ')[0])).toContain(subject)
  })

  test('says what it shows in whole sentences', () => {
    expect(shows.trim()).toMatch(/^[A-Z`"].*\.$/s)
  })

  test('prints no stack trace', () => {
    for (const { output } of played.get(name)!) expect(output).not.toMatch(/^\s+at .+:\d+:\d+/m)
  })
})
