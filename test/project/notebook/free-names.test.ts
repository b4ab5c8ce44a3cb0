import { beforeAll, describe, expect, test } from 'vitest'
import { freeNames } from '../../../src/project/notebook/cell/free-names.ts'
import { loadParser, parseCode } from '../../../src/project/notebook/cell/parser.ts'
import type { SyntaxNode } from '../../../src/project/notebook/cell/syntax.ts'

beforeAll(loadParser)

/** Free names as `name:use`, each once. */
function free(code: string): string[] {
  const { program, errors } = parseCode(code)
  expect(errors).toEqual([])
  return [...new Set(freeNames(program as unknown as SyntaxNode).map(({ name, use }) => `${name}:${use}`))]
}

describe('free names', () => {
  test.each([
    ['what a cell declares is its own', 'const a = 1; let { b, c: [d], ...e } = f(a); b + d + e.x', ['f:read']],
    ['a name may be used above its declaration', 'g(); function g() { return h }', ['h:read']],
    ['parameters hide names', 'const f = (rows, { n = m }) => rows.push(n)', ['m:read']],
    ['a block hides names for itself alone', '{ const a = 1; a } a', ['a:read']],
    ['a var belongs to the whole function', 'if (x) { var y = 1 } y', ['x:read']],
    ['loops declare names', 'for (const [k, v] of m) k + v; for (let i = 0; i < n; i++) i', ['m:read', 'n:read']],
    ['a caught error is a name', 'try { a } catch (e) { e }', ['a:read']],
    [
      'keys and members are no names',
      'o.a; ({ b: 1, c, [d]: 2 }); class K { e = 1; f() {} }',
      ['o:read', 'c:read', 'd:read'],
    ],
    ['labels are no names', 'outer: for (;;) { break outer }', []],
    ['cases share a scope', 'switch (a) { case b: let c = 1; default: c }', ['a:read', 'b:read']],
    ['a function knows itself', 'const f = function self() { return self }', []],
    ['templates read names', '`${a} b`', ['a:read']],
    ['classes read what they extend', 'class A extends B { #p = q; static { r } }', ['B:read', 'q:read', 'r:read']],
    ['imports declare names', "import a, { b as c } from 'x'; a + c + b", ['b:read']],
  ])('%s', (_, code, expected) => {
    expect(free(code)).toEqual(expected)
  })

  test.each([
    ['types are told from values', 'const a: Row[] = x as Column', ['Row:type', 'x:read', 'Column:type']],
    [
      'type parameters are declared',
      'type T<K> = K extends infer U ? U : V; function f<P>(p: P): p is P & W {}',
      ['V:type', 'W:type'],
    ],
    [
      'members of an interface are no names',
      'interface A extends B { c: D; e(f: G): H; [i: string]: J }',
      ['B:type', 'D:type', 'G:type', 'H:type', 'J:type'],
    ],
    ['a mapped type declares its key', 'type T = { [K in Keys]: K }', ['Keys:type']],
    ['typeof names a value in a type', 'type T = typeof value', ['value:type']],
    ['members of an enum are names in it', 'enum E { A = x, B = A }', ['x:read']],
    ['types of functions have parameters', 'type F = (a: A, ...b: B[]) => C', ['A:type', 'B:type', 'C:type']],
  ])('%s', (_, code, expected) => {
    expect(free(code)).toEqual(expected)
  })

  test.each([
    ['a = 1', ['a:write']],
    ['a++', ['a:write']],
    ['[a, { b: c }] = d', ['d:read', 'a:write', 'c:write']],
    ['for (a of b) {}', ['b:read', 'a:write']],
    ['a.b[c].d = 1', ['a:change', 'a:read', 'c:read']],
    ['delete a.b', ['a:change', 'a:read']],
    ['a.b.push(1)', ['a:change', 'a:read']],
    ['a!.sort()', ['a:change', 'a:read']],
    ['Object.assign(a, b)', ['a:change', 'Object:read', 'a:read', 'b:read']],
    ['a.filter(f).sort()', ['a:read', 'f:read']],
    ['const a = []; a.push(1); a.length = 0', []],
  ])('changes are seen: %s', (code, expected) => {
    expect(free(code).toSorted()).toEqual(expected.toSorted())
  })
})
