import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Part } from '../discovery/part.ts'
import type { Script } from './signal.ts'
import { startCommands } from './start-commands.ts'
import type { StartSources } from './start-sources.ts'

const part = (path: string, role: Part['role'] = 'package'): Part => ({ path, name: path, manifests: [], role })
const script = (tool: string, name: string, more: Partial<Script> = {}): Script => ({
  name,
  line: `${tool} ${name}`,
  body: 'run it',
  tool,
  file: 'package.json',
  at: 5,
  text: `"${name}"`,
  ...more,
})

function found(sources: Partial<StartSources>): string[] {
  const commands = startCommands({ parts: [part('')], files: [], scripts: [], services: [], technologies: new Map(), ...sources })
  return commands.map((one) => `[${one.folder}] ${one.line}`)
}

test('scripts are run by the package tool whose lockfile is nearest', () => {
  const scripts = [script('npm', 'dev', { file: 'web/package.json' }), script('npm', 'start', { file: 'api/package.json' })]
  const parts = [part(''), part('web'), part('api')]
  assert.deepEqual(found({ parts, scripts, files: ['yarn.lock', 'web/bun.lock'] }), ['[web] bun run dev', '[api] yarn run start'])
  assert.deepEqual(found({ parts, scripts }), ['[web] npm run dev', '[api] npm run start'])
})

test('only names that mean starting count, the likeliest first', () => {
  const list = ['build', 'test', 'lint', 'start', 'dev', 'dev:api', 'start:prod', 'dev:test', 'prepare', 'serve', 'predev', 'watch']
  assert.deepEqual(
    found({ scripts: list.map((name) => script('npm', name)) }),
    ['dev', 'start', 'serve', 'dev:api', 'watch'].map((name) => `[] npm run ${name}`),
  )
})

test('a script that does nothing is no command', () => {
  assert.deepEqual(found({ scripts: [script('npm', 'start', { body: 'echo "not here"' }), script('make', 'run', { body: 'exit 1' })] }), [])
})

test('make, just, Task, Deno and composer have their own words', () => {
  const scripts = [
    script('make', 'dev'),
    script('just', 'dev'),
    script('task', 'up'),
    script('deno', 'dev', { line: 'deno task dev' }),
    script('composer', 'dev', { line: 'composer run dev' }),
    script('composer', 'test'),
  ]
  assert.deepEqual(found({ scripts }), ['[] deno task dev', '[] composer run dev', '[] make dev', '[] just dev', '[] task up'])
})

test('the processes of a Procfile are commands, its release step is not', () => {
  const line = (name: string, file = 'Procfile') => script('procfile', name, { line: `run ${name}`, file })
  assert.deepEqual(found({ scripts: [line('release'), line('worker'), line('web')] }), ['[] run web', '[] run worker'])
})

test('compose files of development are commands, overrides and production files are not', () => {
  const service = (file: string) => ({ name: 's', image: null, build: null, uses: [], file, line: 1 })
  const services = [
    'compose.yml',
    'compose.override.yml',
    'docker-compose.prod.yml',
    'deploy/docker-compose.yml',
    'dev.compose.yaml',
    'docker-compose.test.yml',
  ].map(service)
  assert.deepEqual(found({ services }), ['[] docker compose up', '[deploy] docker compose up', '[] docker compose -f dev.compose.yaml up'])
})

test('frameworks are started by their files where the framework was found', () => {
  const files = ['bin/rails', 'artisan', 'mix.exs', 'src/main.rs', 'cmd/server/main.go', 'main.go', 'go.mod']
  const technologies = new Map([['', new Set(['phoenix'])]])
  assert.deepEqual(found({ files, technologies }), [
    '[] bin/rails server',
    '[] mix phx.server',
    '[] php artisan serve',
    '[] go run ./cmd/server',
    '[] go run .',
    '[] cargo run',
  ])
  assert.deepEqual(found({ files: ['mix.exs'] }), [])
})

test('the wrapper of a multi-module build is called from the module', () => {
  const scripts = [script('gradle', 'bootRun', { file: 'svc/api/build.gradle.kts' }), script('mvn', 'spring-boot:run', { file: 'pom.xml' })]
  const parts = [part(''), part('svc/api')]
  assert.deepEqual(found({ parts, scripts, files: ['gradlew', 'mvnw'] }), ['[] ./mvnw spring-boot:run', '[svc/api] ../../gradlew bootRun'])
  assert.deepEqual(found({ parts, scripts }), ['[] mvn spring-boot:run', '[svc/api] gradle bootRun'])
})

test('Python applications are run inside their environment from the right folder', () => {
  const scripts = [script('python', 'fastapi', { line: 'uvicorn app.main:app --reload', file: 'backend/app/main.py' })]
  assert.deepEqual(found({ parts: [part(''), part('backend')], scripts, files: ['uv.lock'] }), [
    '[backend] uv run uvicorn app.main:app --reload',
  ])
  assert.deepEqual(found({ scripts: [script('python', 'runserver', { line: 'python manage.py runserver', file: 'manage.py' })] }), [
    '[] python manage.py runserver',
  ])
})

test('a desktop shell in Rust is started through its web part', () => {
  const technologies = new Map([['src-tauri', new Set(['tauri'])]])
  assert.deepEqual(found({ parts: [part(''), part('src-tauri')], files: ['src-tauri/src/main.rs'], technologies }), [])
})

test('examples and fixtures start nothing, and every command names its line', () => {
  const scripts = [script('npm', 'dev', { file: 'examples/a/package.json' }), script('npm', 'dev')]
  const commands = startCommands({
    parts: [part(''), part('examples/a', 'example')],
    files: [],
    scripts,
    services: [],
    technologies: new Map(),
  })
  assert.deepEqual(
    commands.map((one) => [one.id, one.evidence]),
    [['package.json#dev', { file: 'package.json', line: 5, text: '"dev"' }]],
  )
})
