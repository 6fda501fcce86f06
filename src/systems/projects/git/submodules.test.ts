import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseSubmodules } from './submodules.ts'

test('submodules are read; those without a path or leading out of the work tree are dropped', () => {
  const output = Buffer.from(
    [
      'submodule.a.b.path\nlibs/a',
      'submodule.a.b.url\nhttps://u:secret@host/a.git',
      'submodule.a.b.branch\nmain',
      'submodule.only-url.url\n../x',
      'submodule.evil.path\n../../etc',
      'submodule.root.path\n/etc',
      'submodule.plain.path\nlibs/p',
    ]
      .map((field) => `${field}\0`)
      .join(''),
  )
  assert.deepEqual(parseSubmodules(output), [
    { name: 'a.b', path: 'libs/a', url: 'https://host/a.git' },
    { name: 'plain', path: 'libs/p', url: null },
  ])
})
