import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { FormatId } from './file-names.ts'
import { graphText } from './graph-text.ts'
import { parseSources } from './parse-sources.ts'
import { decodeText } from './texts/source-text.ts'

/** A small true file of every format: name, text, and how many packages it names. */
const samples: [FormatId, string, string, number][] = [
  [
    'npm',
    'package-lock.json',
    JSON.stringify(
      {
        packages: {
          '': { dependencies: { a: '1' } },
          'node_modules/a': { version: '1.0.0', dependencies: { b: '1' } },
          'node_modules/b': { version: '1.0.0' },
        },
      },
      null,
      2,
    ),
    2,
  ],
  [
    'pnpm',
    'pnpm-lock.yaml',
    "lockfileVersion: '9.0'\nimporters:\n  .:\n    dependencies:\n      a: {specifier: '1', version: 1.0.0}\npackages:\n  a@1.0.0: {}\n  b@1.0.0: {}\nsnapshots:\n  a@1.0.0:\n    dependencies: {b: 1.0.0}\n  b@1.0.0: {}\n",
    2,
  ],
  ['yarn', 'yarn.lock', '# yarn lockfile v1\n\na@1:\n  version "1.0.0"\n  dependencies:\n    b "1"\n\nb@1:\n  version "1.0.0"\n', 2],
  [
    'yarn',
    'yarn.lock',
    '__metadata:\n  version: 8\n\n"a@npm:1":\n  version: 1.0.0\n  resolution: "a@npm:1.0.0"\n  dependencies:\n    b: "npm:1"\n\n"b@npm:1":\n  version: 1.0.0\n  resolution: "b@npm:1.0.0"\n',
    2,
  ],
  [
    'bun',
    'bun.lock',
    '{\n "workspaces": {"": {"dependencies": {"a": "1",}}},\n "packages": {\n  "a": ["a@1.0.0", "", {"dependencies": {"b": "1"}}, "h"],\n  "b": ["b@1.0.0", "", {}, "h"],\n }\n}\n',
    2,
  ],
  ['pip', 'requirements.txt', 'a==1.0\nb[x]==2.0 \\\n    --hash=sha256:aa\n', 2],
  ['pipenv', 'Pipfile.lock', '{\n"default": {"a": {"version": "==1.0"}},\n"develop": {"b": {"version": "==1.0"}}\n}', 2],
  [
    'poetry',
    'poetry.lock',
    '[[package]]\nname = "a"\nversion = "1"\n[package.dependencies]\nb = "*"\n[[package]]\nname = "b"\nversion = "1"\n',
    2,
  ],
  [
    'uv',
    'uv.lock',
    '[[package]]\nname = "a"\nversion = "1"\nsource = { virtual = "." }\ndependencies = [{ name = "b" }]\n[[package]]\nname = "b"\nversion = "1"\n',
    2,
  ],
  ['pdm', 'pdm.lock', '[[package]]\nname = "a"\nversion = "1"\ndependencies = ["b"]\n[[package]]\nname = "b"\nversion = "1"\n', 2],
  [
    'cargo',
    'Cargo.lock',
    '[[package]]\nname = "a"\nversion = "1.0.0"\ndependencies = ["b"]\n[[package]]\nname = "b"\nversion = "1.0.0"\nsource = "registry+x"\n',
    2,
  ],
  ['go', 'go.mod', 'module m\ngo 1.22\nrequire (\n\ta.org/a v1.0.0\n\tb.org/b v1.0.0 // indirect\n)\n', 2],
  [
    'bundler',
    'Gemfile.lock',
    'GEM\n  remote: https://rubygems.org/\n  specs:\n    a (1.0)\n      b\n    b (1.0)\n\nDEPENDENCIES\n  a\n',
    2,
  ],
  [
    'composer',
    'composer.lock',
    JSON.stringify(
      {
        packages: [
          { name: 'v/a', version: '1.0.0', require: { 'v/b': '*' } },
          { name: 'v/b', version: '1.0.0' },
        ],
      },
      null,
      2,
    ),
    2,
  ],
  [
    'maven',
    'pom.xml',
    '<project>\n<groupId>g</groupId><artifactId>m</artifactId>\n<dependencies><dependency><groupId>g</groupId><artifactId>a</artifactId><version>1</version></dependency></dependencies>\n</project>\n',
    2,
  ],
  ['gradle', 'gradle.lockfile', 'g:a:1.0=runtimeClasspath\ng:b:1.0=runtimeClasspath\n', 2],
  ['gradle', 'build.gradle', "dependencies {\n  implementation 'g:a:1.0'\n  implementation 'g:b:1.0'\n}\n", 2],
  ['gradle', 'gradle/libs.versions.toml', '[libraries]\na = "g:a:1.0"\nb = { module = "g:b", version = "1.0" }\n', 2],
  [
    'nuget',
    'packages.lock.json',
    '{"dependencies": {"net8.0": {\n"A": {"type": "Direct", "resolved": "1.0", "dependencies": {"B": "1.0"}},\n"B": {"type": "Transitive", "resolved": "1.0"}}}}',
    2,
  ],
  [
    'nuget',
    'a.csproj',
    '<Project>\n<ItemGroup><PackageReference Include="A" Version="1.0" /></ItemGroup>\n<ItemGroup><PackageReference Include="B" Version="1.0" /></ItemGroup>\n</Project>',
    2,
  ],
  ['nuget', 'packages.config', '<packages>\n<package id="A" version="1.0" />\n<package id="B" version="1.0" />\n</packages>', 2],
  ['package.json', 'package.json', '{\n"dependencies": {"a": "1.0.0"},\n"devDependencies": {"b": "^1"}\n}', 2],
  ['pyproject.toml', 'pyproject.toml', '[project]\ndependencies = [\n"a==1",\n"b"\n]\n', 2],
  ['Pipfile', 'Pipfile', '[packages]\na = "*"\nb = "*"\n', 2],
  ['Cargo.toml', 'Cargo.toml', '[dependencies]\na = "1"\nb = "1"\n', 2],
  ['Gemfile', 'Gemfile', 'gem "a"\ngem "b"\n', 2],
  ['composer.json', 'composer.json', '{\n"require": {"v/a": "1", "v/b": "2"}\n}', 2],
]

const parse = async (format: FormatId, path: string, text: string) => {
  const { graphs, notes } = await parseSources(format, [{ path, text }])
  return {
    graphs,
    text: graphs.flatMap(graphText),
    notes: [...notes, ...graphs.flatMap((one) => one.notes)],
    isComplete: graphs.length > 0 && graphs.every((one) => one.complete),
  }
}

test('every format is read, also with a byte order mark, Windows line ends or as UTF-16', async () => {
  for (const [format, path, text, count] of samples) {
    const plain = await parse(format, path, text)
    assert.equal(plain.text.length, count, `${path}: ${plain.text.join('; ')}`)
    const windows = `\uFEFF${text.replaceAll('\n', '\r\n')}`
    for (const bytes of [Buffer.from(windows, 'utf8'), Buffer.from(windows, 'utf16le')]) {
      assert.deepEqual(await parse(format, path, decodeText(bytes)), plain, path)
    }
  }
})

test('a file cut anywhere never throws, and a cut JSON or XML file never passes for complete', async () => {
  for (const [format, path, text, count] of samples) {
    for (let end = 0; end < text.length; end += Math.max(1, Math.floor(text.length / 60))) {
      const cut = await parse(format, path, text.slice(0, end))
      assert.ok(cut.text.length <= count + 1, `${path} cut at ${end}`)
      const isNested = /^[{<]/.test(text)
      if (isNested && end < text.trimEnd().length) assert.equal(cut.isComplete, false, `${path} cut at ${end} of ${text.length}`)
    }
  }
})

test('empty files, wrong kinds of values and garbage are a note or nothing, never packages', async () => {
  const garbage = Array.from({ length: 4000 }, (_, i) => String.fromCharCode(1 + ((i * 7919) % 126))).join('')
  for (const [format, path] of samples) {
    for (const text of ['', '\n\n', 'null', '[]', '{}', '"x"', '\u0000\u0001\u0002', '<html><body>404</body></html>', '- - -', garbage]) {
      const read = await parse(format, path, text)
      const named = read.text.filter((one) => !one.includes(' workspace'))
      assert.ok(format === 'pip' || named.length === 0, `${path} ${JSON.stringify(text.slice(0, 20))}: ${named.join()}`)
    }
  }
})

test('an unresolved merge is named as such, with its line', async () => {
  for (const [format, path, text] of samples) {
    const lines = text.split('\n')
    const at = Math.floor(lines.length / 2)
    const merged = [...lines.slice(0, at), '<<<<<<< HEAD', 'x', '=======', 'y', '>>>>>>> other', ...lines.slice(at)].join('\n')
    const { notes } = await parse(format, path, merged)
    assert.ok(
      notes.some((one) => one.line === at + 1 && one.sentence.includes('unresolved merge conflict')),
      `${path}: ${JSON.stringify(notes)}`,
    )
  }
})

test('keys of JavaScript’s own objects change nothing outside the file', async () => {
  for (const [format, path, text] of samples) {
    const poisoned = text.replace(/\ba\b/g, '__proto__').replace(/\bb\b/g, 'constructor')
    await parse(format, path, poisoned)
    const fresh: Record<string, unknown> = {}
    assert.deepEqual(
      [fresh['version'], fresh['dependencies'], fresh['polluted'], Object.keys(Object.prototype)],
      [undefined, undefined, undefined, []],
      path,
    )
  }
})

test('ten megabytes of garbage end with a note', async () => {
  const block = Array.from({ length: 5000 }, (_, i) => `${(i * 7919) % 9973}x{["<a>': =\n`.slice(0, 5 + (i % 9))).join('')
  const garbage = block.repeat(Math.ceil((10 * 1024 * 1024) / block.length))
  for (const format of ['npm', 'pnpm', 'yarn', 'bun', 'poetry', 'go', 'bundler', 'maven', 'gradle', 'pip'] as const) {
    const path = samples.find(([one]) => one === format)![1]
    const { notes } = await parse(format, path, garbage)
    assert.ok(notes.length > 0, format)
  }
})
