import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageRoot } from '../../base/package-root.ts'
import { loadEsbuild } from '../../languages/ts/load-esbuild.ts'
import { openSession } from '../../table/session.ts'
import { type Check, failed, ok, wrong } from './check.ts'

/** What Millrace stands on: Node, DuckDB, esbuild. */
export async function checkRuntime(node: string = process.versions.node): Promise<Check[]> {
  return [checkNode(node), await checkDuckdb(), await checkEsbuild()]
}

function checkNode(version: string): Check {
  const { engines } = JSON.parse(readFileSync(join(packageRoot(), 'package.json'), 'utf8')) as {
    engines: { node: string }
  }
  const least = engines.node.replace(/^>=/, '')
  const [a, b] = [version, least].map((text) => text.split('.').map(Number))
  const place = [0, 1, 2].find((i) => (a![i] ?? 0) !== (b![i] ?? 0))
  const enough = place === undefined || (a![place] ?? 0) > (b![place] ?? 0)
  return enough
    ? ok('node', `Node ${version}`)
    : wrong('node', `Node ${version} is older than ${least}`, `Install Node ${least} or newer.`)
}

async function checkDuckdb(): Promise<Check> {
  const session = openSession()
  try {
    const [row] = await session.all('SELECT version(), sum(i)::INTEGER FROM range(10) t(i)')
    if (Number(row![1]) !== 45) return wrong('duckdb', 'DuckDB adds wrongly', 'Install the dependencies again: npm ci.')
    return ok('duckdb', `DuckDB ${row![0]} answers`)
  } catch (error) {
    return failed(
      'duckdb',
      error,
      'Install the dependencies again: npm ci. DuckDB brings one package for each platform.',
    )
  } finally {
    await session.close()
  }
}

async function checkEsbuild(): Promise<Check> {
  try {
    const { transform, version } = loadEsbuild()
    await transform('const one: number = 1', { loader: 'ts' })
    return ok('esbuild', `esbuild ${version} compiles`)
  } catch (error) {
    return failed(
      'esbuild',
      error,
      'Install the dependencies again: npm ci. esbuild brings one package for each platform.',
    )
  }
}
