import assert from 'node:assert/strict'
import { test } from 'node:test'
import { compileGlob } from './glob.ts'

const cases: [pattern: string, path: string, matches: boolean][] = [
  ['packages/*', 'packages/a', true],
  ['packages/*', 'packages/a/b', false],
  ['packages/*/', 'packages/a', true],
  ['./packages/*', 'packages/a', true],
  ['packages/**', 'packages/a/b', true],
  ['**/app', 'app', true],
  ['**/app', 'x/y/app', true],
  ['{apps,packages}/*', 'apps/a', true],
  ['{apps,packages}/*', 'libs/a', false],
  ['a{b,c}{d,e}', 'ace', true],
  ['a.b', 'aXb', false],
  ['a+(b)', 'a+(b)', true],
  ['[ab]c', 'bc', true],
  ['[!ab]c', 'bc', false],
  ['a/**/b', 'a/b', true],
  ['a/**/b', 'a/x/y/b', true],
  ['*', '.hidden', true],
]

for (const [pattern, path, matches] of cases) {
  test(`${pattern} ${matches ? 'matches' : 'does not match'} ${path}`, () => {
    assert.equal(compileGlob(pattern).test(path), matches)
  })
}

test('a pattern of endless alternatives stays cheap', () => {
  assert.equal(compileGlob('{a,b}'.repeat(12)).test('a'.repeat(12)), false)
})
