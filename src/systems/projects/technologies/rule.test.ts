import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { openRules, type Rule } from './rule.ts'
import { allRules } from './rule-list.ts'
import type { Source } from './signal.ts'

const book = openRules(allRules)
const sources = Object.keys({
  npm: 1,
  jsr: 1,
  pypi: 1,
  gem: 1,
  composer: 1,
  maven: 1,
  gradlePlugin: 1,
  nuget: 1,
  go: 1,
  cargo: 1,
  hex: 1,
  pub: 1,
  swift: 1,
  cpp: 1,
  image: 1,
  system: 1,
  tool: 1,
  action: 1,
  terraform: 1,
  chart: 1,
  setting: 1,
  env: 1,
} satisfies Record<Exclude<Source, 'file'>, 1>) as Exclude<Source, 'file'>[]

describe('the rules as a whole', () => {
  test('there are hundreds, each with evidence or files of its language', () => {
    assert.ok(allRules.length >= 150)
    const mute = allRules.filter((rule) => rule.kind !== 'language' && ![...sources, 'file' as const].some((source) => rule[source]))
    assert.deepEqual(
      mute.map((rule) => rule.id),
      [],
    )
  })

  test('ids and names are unique and ids are kebab-case', () => {
    assert.equal(new Set(allRules.map((rule) => rule.name.toLowerCase())).size, allRules.length)
    assert.deepEqual(
      allRules.filter((rule) => !/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(rule.id)).map((rule) => rule.id),
      [],
    )
  })

  test('every name a rule lists leads back to it', () => {
    for (const rule of allRules) {
      for (const source of sources) {
        for (const word of rule[source]?.split(' ') ?? []) {
          const name = word.replace(/~$/, '').replaceAll('*', 'x')
          assert.ok(
            book.find(source, name).some((hit) => hit.rule === rule),
            `${rule.id} ${source} ${word}`,
          )
        }
      }
      for (const word of rule.file?.split(' ') ?? []) {
        const path = word.replaceAll('*', 'x')
        assert.ok(book.findFile(path.startsWith('/') ? path.slice(1) : `deep/in/${path}`).includes(rule), `${rule.id} file ${word}`)
      }
    }
  })

  test('no list has a word twice or an empty word', () => {
    for (const rule of allRules) {
      for (const source of [...sources, 'file' as const]) {
        const words = rule[source]?.split(' ') ?? []
        assert.deepEqual([...new Set(words)].filter(Boolean), words, `${rule.id} ${source}`)
      }
    }
  })

  test('common words of manifests stand for nothing', () => {
    for (const name of ['lodash', 'dotenv', 'left-pad', 'reactive', 'next-themes', 'postgresql-dump', 'redisson']) {
      assert.deepEqual(
        book.find('npm', name).map((hit) => hit.rule.id),
        [],
        name,
      )
    }
    for (const file of ['app.json', 'config.yml', 'index.html', 'src/next.ts', 'docs/vercel.md', 'bootstrap.js'])
      assert.deepEqual(book.findFile(file), [], file)
  })
})

describe('how names are compared', () => {
  const rules: Rule[] = [
    {
      id: 'a',
      name: 'A',
      kind: 'framework',
      npm: 'a a-extra @a/*',
      pypi: 'My_Package.X',
      go: 'example.org/a*',
      image: 'a bitnami/a',
      tool: 'a~',
      file: 'a.config.* .a/flows/*.yml Afile /.top/x.yml',
    },
    { id: 'b', name: 'B', kind: 'library', maven: 'org.b:starter-*-test', implies: ['a'] },
  ]
  const own = openRules(rules)
  const hits = (source: Source, name: string) => own.find(source, name).map((hit) => `${hit.rule.id}${hit.tellsVersion ? ' version' : ''}`)

  test('only the first package tells the version, every image does, a marked name never', () => {
    assert.deepEqual(hits('npm', 'a'), ['a version'])
    assert.deepEqual(hits('npm', 'a-extra'), ['a'])
    assert.deepEqual(hits('npm', '@a/deep'), ['a'])
    assert.deepEqual(hits('image', 'bitnami/a'), ['a version'])
    assert.deepEqual(hits('tool', 'a'), ['a'])
  })

  test('Python names are folded, patterns match in the middle, sources do not mix', () => {
    assert.deepEqual(hits('pypi', 'my-package-x'), ['a version'])
    assert.deepEqual(hits('pypi', 'MY.package_X'), ['a version'])
    assert.deepEqual(hits('go', 'example.org/a/v2'), ['a'])
    assert.deepEqual(hits('maven', 'org.b:starter-web-test'), ['b'])
    assert.deepEqual(hits('maven', 'org.b:starter-web'), [])
    assert.deepEqual(hits('gem', 'a'), [])
  })

  test('file names match whole names, paths match endings', () => {
    const files = (path: string) => own.findFile(path).map((rule) => rule.id)
    assert.deepEqual(files('x/a.config.ts'), ['a'])
    assert.deepEqual(files('x/my.a.config.ts'), [])
    assert.deepEqual(files('x/a.config.ts.txt'), [])
    assert.deepEqual(files('.top/x.yml'), ['a'])
    assert.deepEqual(files('test/.top/x.yml'), [])
    assert.deepEqual(files('.a/flows/ci.yml'), ['a'])
    assert.deepEqual(files('.a/flows/deep/ci.yml'), [])
    assert.deepEqual(files('Afile'), ['a'])
    assert.deepEqual(files('Afiles'), [])
  })

  test('a rule book with two of one id or an unknown implication is refused', () => {
    assert.throws(() => openRules([...rules, { id: 'a', name: 'Z', kind: 'library' }]), /Two rules are called a/)
    assert.throws(() => openRules([{ id: 'a', name: 'A', kind: 'library', implies: ['none'] }]), /a implies none/)
  })
})
