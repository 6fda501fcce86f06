import assert from 'node:assert/strict'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, test } from 'node:test'
import { partOf } from './part.ts'
import { listFiles } from './read-files.ts'
import { readParts } from './read-parts.ts'
import { type TemporaryFolder, temporaryFolder } from '#tests/support/temporary-folder.ts'

let folder: TemporaryFolder
beforeEach(() => {
  folder = temporaryFolder()
})
afterEach(() => folder.remove())

/** Each part as "path name (file that declares it)". */
async function parts(files: Record<string, string>): Promise<string[]> {
  folder.put(Object.fromEntries(Object.entries(files).map(([name, text]) => [join('app', name), text])))
  const top = join(folder.path, 'app')
  const { parts: found } = await readParts(top, await listFiles(top))
  return found.map((part) => `${part.path || '.'} ${part.name}${part.declaredBy ? ` (${part.declaredBy})` : ''}`)
}

const named = (name: string) => JSON.stringify({ name })

describe('members of each kind of workspace', () => {
  const cases: Record<string, [files: Record<string, string>, expected: string[]]> = {
    'npm and yarn': [
      {
        'package.json': '{"name":"top","workspaces":["packages/*","!packages/skip"]}',
        'packages/a/package.json': named('a'),
        'packages/skip/package.json': named('s'),
      },
      ['. top', 'packages/a a (package.json)', 'packages/skip s'],
    ],
    'yarn with an object': [
      { 'package.json': '{"workspaces":{"packages":["./libs/**"]}}', 'libs/x/y/package.json': named('y') },
      ['. app', 'libs/x/y y (package.json)'],
    ],
    pnpm: [
      { 'package.json': '{}', 'pnpm-workspace.yaml': "packages:\n  - 'apps/*'\n", 'apps/web/package.json': named('@o/web') },
      ['. app', 'apps/web @o/web (pnpm-workspace.yaml)'],
    ],
    'rush, with comments': [
      { 'rush.json': '{ // all\n "projects": [{"packageName":"a","projectFolder":"a"}] }', 'a/package.json': named('a') },
      ['. app', 'a a (rush.json)'],
    ],
    cargo: [
      {
        'Cargo.toml': '[workspace]\nmembers = ["crates/*"]\nexclude = ["crates/left"]\n',
        'crates/a/Cargo.toml': '[package]\nname = "a"\n',
        'crates/left/Cargo.toml': "[package]\nname='left'\n",
      },
      ['. app', 'crates/a a (Cargo.toml)', 'crates/left left'],
    ],
    go: [
      {
        'go.work': 'go 1.24\nuse (\n\t./api // the api\n\t./tool\n)\nuse ./lib\n',
        'api/go.mod': 'module o/api\n',
        'lib/go.mod': 'module o/lib\n',
      },
      ['. app', 'api o/api (go.work)', 'lib o/lib (go.work)'],
    ],
    maven: [
      {
        'pom.xml': '<project><artifactId>top</artifactId><modules><module>core</module><!-- <module>old</module> --></modules></project>',
        'core/pom.xml': '<project><parent><artifactId>top</artifactId></parent><artifactId>core-x</artifactId></project>',
        'old/pom.xml': '<project/>',
      },
      ['. top', 'core core-x (pom.xml)', 'old old'],
    ],
    gradle: [
      {
        'settings.gradle.kts':
          'rootProject.name = "Top"\ninclude(":app", ":core:data")\ninclude(":moved")\nproject(":moved").projectDir = file("else/where")\n',
        'app/build.gradle.kts': '',
        'core/data/build.gradle.kts': '',
        'else/where/build.gradle': '',
      },
      ['. Top', 'app app (settings.gradle.kts)', 'core/data data (settings.gradle.kts)', 'else/where where (settings.gradle.kts)'],
    ],
    composer: [
      {
        'composer.json': '{"name":"o/top","repositories":[{"type":"path","url":"./modules/*"},{"type":"vcs","url":"x"}]}',
        'modules/a/composer.json': named('o/a'),
      },
      ['. o/top', 'modules/a o/a (composer.json)'],
    ],
    uv: [
      {
        'pyproject.toml': '[project]\nname = "top"\n[tool.uv.workspace]\nmembers = ["packages/*"]\n',
        'packages/a/pyproject.toml': '[project]\nname = "a"\n',
      },
      ['. top', 'packages/a a (pyproject.toml)'],
    ],
    'a .NET solution': [
      { 'All.sln': 'Project("{X}") = "Api", "src\\Api\\Api.csproj", "{Y}"\n', 'src/Api/Api.csproj': '<Project/>' },
      ['. app', 'src/Api Api (All.sln)'],
    ],
    'a .NET solution in XML': [
      { 'All.slnx': '<Solution><Project Path="src/Api/Api.csproj" /></Solution>', 'src/Api/Api.csproj': '<Project/>' },
      ['. app', 'src/Api Api (All.slnx)'],
    ],
    'an umbrella of Elixir': [{ 'mix.exs': 'apps_path: "apps"', 'apps/a/mix.exs': 'app: :a,' }, ['. app', 'apps/a a (mix.exs)']],
    'nx without workspaces': [
      { 'nx.json': '{}', 'package.json': named('top'), 'libs/a/package.json': named('a') },
      ['. top', 'libs/a a (nx.json)'],
    ],
    deno: [{ 'deno.json': '{"workspace":["./a"]}', 'a/deno.json': named('@o/a') }, ['. app', 'a @o/a (deno.json)']],
  }
  for (const [name, [files, expected]] of Object.entries(cases)) {
    test(name, async () => assert.deepEqual(await parts(files), expected))
  }
})

test('parts of one name stay apart, and undeclared ones are parts as well', async () => {
  const found = await parts({ 'go.mod': 'module example.org/memos\n', 'web/package.json': named('memos'), 'docs/notes.md': '' })
  assert.deepEqual(found, ['. example.org/memos', 'web memos'])
})

test('fetched folders, ignored ones and namesakes hold no parts', async () => {
  folder.put({ 'app/.gitignore': '/tmp/\n' })
  const found = await parts({
    'package.json': '{}',
    'vendor/x/composer.json': '{}',
    'node_modules/y/package.json': '{}',
    'tmp/z/package.json': '{}',
    'src/models/setup.py': 'class Setup: pass\n',
    'tool/setup.py': "from setuptools import setup\nsetup(name='tool')\n",
  })
  assert.deepEqual(found, ['. app', 'tool tool'])
})

test('examples and fixtures are told from packages', async () => {
  const top = join(folder.path, 'app')
  await parts({ 'examples/a/package.json': '{}', 'tests/fixtures/b/package.json': '{}', 'tests/unit/package.json': '{}' })
  const { parts: found } = await readParts(top, await listFiles(top))
  assert.deepEqual(
    found.map((part) => part.role),
    ['package', 'example', 'fixture', 'package'],
  )
})

test('broken manifests still make parts', async () => {
  const found = await parts({ 'package.json': '{ not json', 'a/Cargo.toml': '[[[', 'b/pom.xml': '<<<', 'pnpm-workspace.yaml': '\t- :' })
  assert.deepEqual(found, ['. app', 'a a', 'b b'])
})

test('a file belongs to the deepest part around it', () => {
  const parts = new Map(['', 'a', 'a/b/c'].map((path) => [path, { path }]))
  assert.deepEqual(
    ['x.ts', 'a/x.ts', 'a/b/x.ts', 'a/b/c/x.ts', 'ab/x.ts'].map((file) => partOf(parts, file)?.path),
    ['', 'a', 'a', 'a/b/c', ''],
  )
})
