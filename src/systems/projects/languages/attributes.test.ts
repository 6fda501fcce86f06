import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { temporaryFolder, type TemporaryFolder } from '#tests/support/temporary-folder.ts'
import { attributesOf, parseAttributes } from './attributes.ts'

const files: Record<string, string> = {
  '.gitattributes': [
    '*.gen.ts linguist-generated',
    '/lib/** linguist-vendored',
    'lib/own.js -linguist-vendored',
    '*.inc linguist-language=PHP text',
    'docs/* linguist-documentation=false',
    '"sp ace.js" linguist-generated=true',
    '*.sql linguist-detectable',
    'folder/ linguist-vendored',
    '# remark linguist-vendored',
    '*.x !linguist-generated',
    '*.bin binary',
    'deep/*.js linguist-vendored',
  ].join('\n'),
  'sub/.gitattributes': '*.gen.ts -linguist-generated\n/own linguist-vendored\n',
}

const paths = [
  'a.gen.ts',
  'sub/a.gen.ts',
  'lib/x.js',
  'lib/deep/x.js',
  'lib/own.js',
  'a.inc',
  'docs/a.md',
  'docs/deep/a.md',
  'sp ace.js',
  'q.sql',
  'folder/x.js',
  'x.x',
  'sub/own',
  'own',
  'sub/deep/x.js',
  'deep/x.js',
  'deep/er/x.js',
]

let folder: TemporaryFolder
before(() => {
  folder = temporaryFolder()
  folder.commit('.', files)
})
after(() => folder.remove())

for (const [attribute, key] of [
  ['linguist-generated', 'generated'],
  ['linguist-vendored', 'vendored'],
  ['linguist-detectable', 'detectable'],
  ['linguist-documentation', 'documentation'],
] as const) {
  test(`${attribute} means for each path what git says it means`, () => {
    const asked = spawnSync('git', ['-C', folder.path, 'check-attr', '-z', '--stdin', attribute], {
      input: paths.join('\0'),
      encoding: 'utf8',
    })
    const answers = asked.stdout.split('\0')
    const rules = Object.entries(files).flatMap(([file, text]) => parseAttributes(text, join(file, '..').replace(/^\.$/, '')))
    paths.forEach((path, at) => {
      const theirs = { set: true, true: true, unset: false, false: false, unspecified: undefined }[answers[at * 3 + 2] ?? '']
      assert.equal(attributesOf(rules, path)[key], theirs, path)
    })
  })
}

test('a language may be named in any of its spellings', () => {
  const language = (name: string) => attributesOf(parseAttributes(`*.a linguist-language=${name}`, ''), 'x.a').language
  assert.deepEqual(['php', 'C++', 'Objective-C', 'common-lisp', 'golang', 'Oberon'].map(language), [
    'PHP',
    'C++',
    'Objective-C',
    'Common Lisp',
    'Go',
    'Oberon',
  ])
})
