import assert from 'node:assert/strict'
import { symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, test } from 'node:test'
import { temporaryFolder, type TemporaryFolder } from '#tests/support/temporary-folder.ts'
import { listFiles } from '../discovery/read-files.ts'
import { readParts } from '../discovery/read-parts.ts'
import type { Fact, ProjectTechnologies } from './fact.ts'
import { readTechnologies } from './read-technologies.ts'

let folder: TemporaryFolder
beforeEach(() => {
  folder = temporaryFolder()
})
afterEach(() => folder.remove())

async function read(files: Record<string, string>): Promise<ProjectTechnologies> {
  folder.commit('app', files)
  const top = join(folder.path, 'app')
  const list = await listFiles(top)
  const { parts } = await readParts(top, list)
  return readTechnologies(top, parts, { list })
}

const names = (facts: readonly Fact[]) => facts.map((fact) => fact.name).sort()
const named = (facts: readonly Fact[], name: string, part?: string) =>
  facts.find((fact) => fact.name === name && (part === undefined || fact.part === part))
const where = (fact: Fact | undefined) => fact?.evidence.map((one) => `${one.file}:${one.line}`)

describe('traps other detectors fall into', () => {
  test('Maven and Gradle are read: Spring Boot, its database and its version with their lines', async () => {
    const { project } = await read({
      'pom.xml':
        '<project>\n<parent><groupId>org.springframework.boot</groupId><artifactId>spring-boot-starter-parent</artifactId><version>4.0.3</version></parent>\n<dependencies>\n<dependency><groupId>org.postgresql</groupId><artifactId>postgresql</artifactId></dependency>\n</dependencies></project>',
      'build.gradle':
        "plugins {\n  id 'org.springframework.boot' version '4.0.3'\n}\ndependencies {\n  runtimeOnly 'com.h2database:h2'\n}\n",
      'src/main/java/A.java': 'class A {}',
      'k8s/db.yml': 'apiVersion: v1\nkind: Service\n',
    })
    assert.deepEqual([named(project, 'Spring Boot')?.version, where(named(project, 'Spring Boot'))?.[0]], ['4.0.3', 'build.gradle:2'])
    assert.deepEqual(where(named(project, 'PostgreSQL')), ['pom.xml:4'])
    for (const name of ['Maven', 'Gradle', 'Java', 'H2', 'Kubernetes', 'Spring']) assert.ok(named(project, name), name)
  })

  test('NuGet packages are read from every project, with central versions', async () => {
    const { project } = await read({
      'Directory.Packages.props': '<Project><ItemGroup><PackageVersion Include="MediatR" Version="13.0.0" /></ItemGroup></Project>',
      'src/Api/Api.csproj':
        '<Project Sdk="Microsoft.NET.Sdk.Web">\n<PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>\n<ItemGroup>\n<PackageReference Include="MediatR" />\n<PackageReference Include="Npgsql" />\n</ItemGroup></Project>',
      'src/Api/Program.cs': 'var x = 1;',
    })
    assert.equal(named(project, 'MediatR')?.version, '13.0.0')
    assert.equal(named(project, '.NET')?.version, '10.0')
    for (const name of ['C#', 'ASP.NET Core', 'PostgreSQL', 'NuGet']) assert.ok(named(project, name), name)
  })

  for (const file of [
    'compose.yml',
    'compose.yaml',
    'docker-compose.yml',
    'docker-compose.prod.yaml',
    'deploy/compose.dev.yml',
    'infra/local/docker-compose.yaml',
    'dev.compose.yaml',
  ]) {
    test(`${file} is a compose file and its Postgres is found`, async () => {
      const { project, services } = await read({ [file]: 'services:\n  db:\n    image: postgres:16-alpine\n', 'README.md': '' })
      assert.deepEqual([named(project, 'PostgreSQL')?.version, where(named(project, 'PostgreSQL'))], ['16', [`${file}:3`]])
      assert.ok(named(project, 'Docker Compose'))
      assert.deepEqual(services, [{ id: `${file}#db`, name: 'db', file, image: 'postgres:16-alpine' }])
    })
  }

  test('extras and capital letters do not hide Django', async () => {
    const { project } = await read({ 'requirements.txt': 'aiosmtpd==1.4\nDjango[argon2]==6.1\n', 'hc/a.py': 'x = 1\n' })
    assert.deepEqual([named(project, 'Django')?.version, where(named(project, 'Django'))], ['6.1', ['requirements.txt:2']])
  })

  test('Rails is known by its gem, at the version of Gemfile.lock', async () => {
    const { project } = await read({
      Gemfile: 'gem "rails", github: "rails/rails"\n',
      'Gemfile.lock': 'GIT\n  specs:\n    rails (8.2.0.alpha)\n\nDEPENDENCIES\n  rails!\n',
      'app/a.rb': 'x = 1\n',
    })
    assert.deepEqual(
      [named(project, 'Ruby on Rails')?.version, where(named(project, 'Ruby on Rails'))],
      ['8.2.0.alpha', ['Gemfile:1', 'Gemfile.lock:3']],
    )
  })

  test('a Go service and a web folder of one name stay apart and both keep their own', async () => {
    const { facts, project } = await read({
      'go.mod': 'module example.org/memos\n\ngo 1.24\n\nrequire github.com/labstack/echo/v5 v5.0.0\n',
      'main.go': 'package main\n',
      'web/package.json': '{"name":"memos","dependencies":{"react":"^19.0.0"},"devDependencies":{"vite":"^8.0.0"}}',
      'web/src/a.tsx': '',
      'web/src/b.ts': '',
    })
    assert.deepEqual(names(facts.filter((fact) => fact.part === '')), ['Echo', 'Go'])
    assert.deepEqual(names(facts.filter((fact) => fact.part === 'web')), ['React', 'TypeScript', 'Vite'])
    assert.deepEqual(names(project), ['Echo', 'Go', 'React', 'TypeScript', 'Vite'])
  })

  test('.rs is Rust and .sql is SQL', async () => {
    const { project } = await read({ 'src/main.rs': 'fn main() {}', 'src/b.rs': '', 'q/1.sql': '', 'q/2.sql': '', 'q/3.sql': '' })
    assert.deepEqual(names(project), ['Rust', 'SQL'])
  })

  test('400 ignored Python files and an ignored manifest do not make a JavaScript project Python', async () => {
    folder.put(Object.fromEntries(Array.from({ length: 400 }, (_, at) => [`app/cache-of-mine/m${at}.py`, ''])))
    folder.put({ 'app/cache-of-mine/requirements.txt': 'django\n' })
    const { project } = await read({
      '.gitignore': '/cache-of-mine/\n',
      'package.json': '{"dependencies":{"express":"5"}}',
      'index.js': '',
    })
    assert.deepEqual(names(project), ['Express', 'JavaScript'])
  })

  test('what is fetched, an example or a fixture says nothing of the project', async () => {
    const { project } = await read({
      'package.json': '{"name":"top"}',
      'vendor/x/composer.json': '{"require":{"laravel/framework":"1"}}',
      'examples/shop/package.json': '{"dependencies":{"next":"1"}}',
      'tests/fixtures/a/requirements.txt': 'flask\n',
      'src/templates/new/package.json': '{"dependencies":{"vue":"3"}}',
      'examples/compose.yml': 'services: {r: {image: redis}}',
    })
    assert.deepEqual(names(project), [])
  })

  test('a compiler without a file of its language makes no language', async () => {
    const { project } = await read({
      'package.json': '{"devDependencies":{"typescript":"5"}}',
      'index.js': '',
      Dockerfile: 'FROM rust:1 AS tool\n',
    })
    assert.deepEqual(names(project), ['Docker', 'JavaScript'])
  })

  test('the words of a technology in prose, code or a longer name are no evidence', async () => {
    const { project } = await read({
      'README.md': 'Uses Django, React and PostgreSQL.',
      'main.py': '# flask\nx = "FastAPI(app)"\n',
      'package.json': '{"dependencies":{"react-like":"1","not-next":"1"},"description":"next vue"}',
    })
    assert.deepEqual(names(project), ['Python'])
  })
})

describe('what cannot be read', () => {
  test('a broken manifest is a problem with its place, and the rest is read', async () => {
    const { project, problems } = await read({
      'package.json': '{\n"dependencies": {,\n',
      'compose.yml': 'services: [',
      'web/package.json': '{"dependencies":{"vue":"3"}}',
      'Cargo.toml': '[[[',
    })
    assert.deepEqual(
      problems.map((one) => [one.code, one.path]),
      [
        ['manifest_broken', 'Cargo.toml'],
        ['manifest_broken', 'compose.yml'],
        ['manifest_broken', 'package.json'],
      ],
    )
    assert.match(problems.find((one) => one.path === 'package.json')?.text ?? '', /Line 2/)
    assert.ok(named(project, 'Vue'))
  })

  test('a link out of the project, a pipe and an enormous manifest are not read', async () => {
    folder.put({
      'outside/package.json': '{"dependencies":{"vue":"3"}}',
      'app/web/package.json': JSON.stringify({ dependencies: { react: '1' }, filler: 'x'.repeat(2_000_000) }),
    })
    symlinkSync(join(folder.path, 'outside/package.json'), join(folder.path, 'app/package.json'))
    symlinkSync(join(folder.path, 'outside'), join(folder.path, 'app/linked'))
    folder.pipe('app/composer.json')
    const { project, problems } = await read({ 'a.txt': '' })
    assert.deepEqual(
      names(project).filter((name) => name !== 'Composer' && name !== 'PHP'),
      [],
    )
    assert.deepEqual(
      problems.map((one) => [one.code, one.path]),
      [['too_large', 'web/package.json']],
    )
  })

  test('an empty folder has nothing and says nothing', async () => {
    const { facts, project, edges, commands, problems } = await read({})
    assert.deepEqual([facts, project, edges, commands, problems], [[], [], [], [], []])
  })
})

describe('inside a project', () => {
  test('packages and services are joined by edges, and the commands that start them are found', async () => {
    const { edges, commands, hasTests } = await read({
      'package.json': '{"name":"top","workspaces":["apps/*","packages/*"],"scripts":{"dev":"turbo dev"}}',
      'pnpm-lock.yaml': '',
      'apps/web/package.json': '{"name":"@o/web","dependencies":{"@o/ui":"workspace:*"},"scripts":{"dev":"vite"}}',
      'packages/ui/package.json': '{"name":"@o/ui"}',
      'packages/ui/a.test.ts': '',
      'compose.yml': 'services:\n  web:\n    build: ./apps/web\n    depends_on: [db]\n  db:\n    image: postgres:16\n',
    })
    assert.deepEqual(
      edges.map((edge) => `${edge.from} ${edge.kind} ${edge.to}`),
      ['apps/web package packages/ui', 'compose.yml#web service compose.yml#db', 'compose.yml#web build apps/web'],
    )
    assert.deepEqual(
      commands.map((one) => [one.folder, one.line, one.evidence.file]),
      [
        ['', 'pnpm run dev', 'package.json'],
        ['apps/web', 'pnpm run dev', 'apps/web/package.json'],
        ['', 'docker compose up', 'compose.yml'],
      ],
    )
    assert.equal(hasTests, true)
  })
})
