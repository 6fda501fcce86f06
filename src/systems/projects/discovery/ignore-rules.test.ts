import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { isIgnored, parseIgnore } from './ignore-rules.ts'
import { type TemporaryFolder, temporaryFolder } from '#tests/support/temporary-folder.ts'

const patterns = [
  '*.log',
  '!keep.log',
  '/top',
  'build/',
  'docs/*.txt',
  'a/**/z',
  '**/deep',
  'deep2/**',
  '**/mid/**',
  'foo*bar',
  '[abc]x',
  '[!abc]y',
  '[a-c0-9]q',
  '\\#hash',
  '\\!bang',
  'trail\\ ',
  'trail2   ',
  '# comment',
  '',
  'sp ace',
  'q?',
  '*.{js,ts}',
  'über',
  'x[',
  'y[]]',
  'e\\*f',
  '**',
  '!/src/',
  '/src/*',
  '!/src/keep/',
  'dir/sub/',
  '**/',
  '*/one',
  'node_modules',
  '*.py[cod]',
  '/a/b',
  '/*',
  '!/[^x]*',
  '[[:digit:]]d',
]

const paths = [
  'a.log',
  'keep.log',
  'sub/a.log',
  'sub/keep.log',
  'top',
  'sub/top',
  'build',
  'sub/build',
  'docs/a.txt',
  'docs/sub/a.txt',
  'sub/docs/a.txt',
  'a/z',
  'a/b/z',
  'a/b/c/z',
  'x/a/z',
  'deep',
  'x/deep',
  'deep2',
  'deep2/x',
  'mid',
  'x/mid/y',
  'fooXbar',
  'foo/bar',
  'ax',
  'dx',
  'ay',
  'dy',
  'bq',
  '5q',
  'zq',
  '#hash',
  '!bang',
  'trail ',
  'trail',
  'trail2',
  'sp ace',
  'qq',
  'q',
  'm.js',
  'm.{js,ts}',
  'über',
  'x[',
  'y]',
  'e*f',
  'exf',
  'src',
  'src/a',
  'src/keep',
  'src/keep/a',
  'dir/sub',
  'x/dir/sub',
  'x/one',
  'one',
  'x/y/one',
  'node_modules',
  'p/node_modules',
  'm.pyc',
  'm.pyx',
  'a/b',
  'x/a/b',
  'xylo',
  '7d',
]

let folder: TemporaryFolder
before(() => {
  folder = temporaryFolder()
  folder.git('.', 'init', '-q')
  folder.git('.', 'init', '-q', 'folders')
  for (const path of paths) mkdirSync(join(folder.path, 'folders', path), { recursive: true })
})
after(() => folder.remove())

/** The paths git itself ignores: as files (they need not exist) or as folders (they do). */
function gitIgnores(rules: string, isFolder: boolean): Set<string> {
  const top = isFolder ? 'folders' : ''
  folder.put({ [join(top, '.gitignore')]: rules })
  const words = ['-C', join(folder.path, top), 'check-ignore', '--no-index', '-z', '--stdin']
  const env = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null' }
  return new Set(spawnSync('git', words, { env, input: paths.join('\0'), encoding: 'utf8' }).stdout.split('\0'))
}

/** Ours, with the folders above asked first, as a walk does. */
function weIgnore(rules: string, path: string, isFolder: boolean): boolean {
  const parsed = parseIgnore(Buffer.from(rules).toString('latin1'), '')
  const steps = Buffer.from(path).toString('latin1').split('/')
  return steps.some((_, at) => isIgnored(parsed, steps.slice(0, at + 1).join('/'), at < steps.length - 1 || isFolder))
}

for (const rules of [...patterns, '*.log\n!keep.log\nbuild/\n/src/*\n!/src/keep/\nq?\n']) {
  test(`${JSON.stringify(rules)} ignores what git ignores`, () => {
    for (const isFolder of [false, true]) {
      const theirs = gitIgnores(rules, isFolder)
      const differences = paths.filter((path) => theirs.has(path) !== weIgnore(rules, path, isFolder))
      assert.deepEqual(differences, [], isFolder ? 'folders' : 'files')
    }
  })
}

test('rules of an inner .gitignore hold for its folder only', () => {
  const rules = parseIgnore('*.tmp\n/own\n', 'pa*ck')
  assert.equal(isIgnored(rules, 'pa*ck/x/a.tmp', false), true)
  assert.equal(isIgnored(rules, 'pa*ck/own', true), true)
  assert.equal(isIgnored(rules, 'pa*ck/x/own', true), false)
  assert.equal(isIgnored(rules, 'a.tmp', false), false)
  assert.equal(isIgnored(rules, 'paXck/a.tmp', false), false)
})
