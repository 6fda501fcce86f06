import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { PartialReading } from '../signal.ts'
import { readCompose } from './compose.ts'
import { readDockerfile } from './dockerfile.ts'
import { isEnvExample, readEnvExample } from './env-example.ts'
import { parseImage } from './image.ts'
import { isKubernetes, readChart, readKubernetes } from './kubernetes.ts'
import { readPipeline } from './pipelines.ts'
import { readPythonEntry } from './python-entry.ts'
import { readSettings } from './settings.ts'
import { readJustfile, readMakefile, readProcfile, readTaskfile } from './targets.ts'
import { readTerraform } from './terraform.ts'
import { readMise, readNamedVersion, readToolVersions, readVersionFile } from './tool-versions.ts'

const said = (reading: PartialReading) =>
  (reading.signals ?? []).map(
    (one) =>
      `${one.line} ${one.source}:${one.name}${one.version === null ? '' : `@${one.version}`}${one.scope === 'runtime' ? '' : ` ${one.scope}`}`,
  )

describe('images', () => {
  const cases: [reference: string, name: string | undefined, version: string | null][] = [
    ['postgres:16-alpine', 'postgres', '16'],
    ['docker.io/library/redis:7.4', 'redis', '7.4'],
    ['ghcr.io/Org/App:1.2.3@sha256:abcdef', 'ghcr.io/org/app', '1.2.3'],
    ['registry.local:5000/team/api:v2', 'registry.local:5000/team/api', '2'],
    ['${POSTGRES_IMAGE:-postgres:17}', 'postgres', '17'],
    ['${IMAGE}', undefined, null],
    ['node', 'node', null],
    ['nginx:latest', 'nginx', null],
    ['mysql:${TAG}', 'mysql', null],
    ['"mongo:8"', 'mongo', '8'],
    ['public.ecr.aws/docker/library/python:3.13', 'python', '3.13'],
    ['scratch', undefined, null],
  ]
  for (const [reference, name, version] of cases) {
    test(`${reference} is ${name ?? 'unknown'}`, () => assert.deepEqual(parseImage(reference), name && { name, version }))
  }
})

describe('containers', () => {
  test('a Dockerfile tells what it builds on, copies from and installs, not its own stages', () => {
    const text =
      'ARG NODE=22\nFROM --platform=$BUILDPLATFORM node:${NODE}-slim AS build\nRUN apt-get update && apt-get install -y \\\n    ffmpeg=7:* redis \\\n  && rm -rf /var/nginx\nFROM build\nCOPY --from=ghcr.io/astral-sh/uv:0.9 /uv /bin/\nCOPY --from=build /x /x\nFROM $UNKNOWN\n'
    assert.deepEqual(
      said(readDockerfile({ file: 'Dockerfile', text })).filter((one) => !one.includes('system:-')),
      ['2 image:node@22', '4 system:ffmpeg', '4 system:redis', '7 image:ghcr.io/astral-sh/uv@0.9'],
    )
  })

  test('a compose file tells images with their lines, builds and dependencies', () => {
    const text =
      'services:\n  web:\n    build: ./web\n    depends_on:\n      db:\n        condition: service_healthy\n  db:\n    # image: no\n    image: postgres:16\n  job:\n    build:\n      context: ../jobs\n    depends_on: [db]\n'
    const reading = readCompose({ file: 'deploy/compose.yml', text })
    assert.deepEqual(said(reading), ['9 image:postgres@16'])
    assert.deepEqual(
      reading.services?.map(({ name, build, uses, line }) => [name, build, uses, line]),
      [
        ['web', 'deploy/web', ['db'], 2],
        ['db', null, [], 7],
        ['job', 'jobs', ['db'], 10],
      ],
    )
    assert.equal(readCompose({ file: 'tests/docker-compose.yml', text: 'services: {r: {image: redis}}' }).signals?.[0]?.scope, 'dev')
    assert.throws(() => readCompose({ file: 'compose.yml', text: 'a: [b' }))
    assert.deepEqual(readCompose({ file: 'compose.yml', text: 'just text' }).services, [])
  })

  test('Kubernetes objects are told by both keys, templates included', () => {
    const text =
      'apiVersion: apps/v1\nkind: Deployment\nspec:\n  containers:\n    - image: redis:7\n    - name: x\n      image: "{{ .Values.image }}"\n---\napiVersion: networking.istio.io/v1\nkind: Gateway\n'
    assert.equal(isKubernetes(text), true)
    assert.equal(isKubernetes('kind: of\nx: 1'), false)
    assert.deepEqual(said(readKubernetes({ file: 'k8s/a.yml', text })), [
      '1 setting:api:apps',
      '2 setting:kubernetes:Deployment',
      '5 image:redis@7',
      '9 setting:api:networking.istio.io',
      '10 setting:kubernetes:Gateway',
    ])
    assert.deepEqual(
      said(readChart({ file: 'Chart.yaml', text: 'name: app\ndependencies:\n  - name: postgresql\n    version: 1\n  - name: redis\n' })),
      ['3 chart:postgresql', '5 chart:redis'],
    )
  })

  test('Terraform tells providers by block, source and resource', () => {
    const text =
      'terraform {\n  required_providers {\n    aws = {\n      source  = "hashicorp/aws"\n    }\n  }\n}\nprovider "cloudflare" {}\nresource "google_container_cluster" "x" {}\nmodule "m" {\n  source = "./m"\n}\n'
    assert.deepEqual(said(readTerraform({ file: 'main.tf', text })), [
      '4 terraform:aws',
      '8 terraform:cloudflare',
      '9 terraform:google',
      '9 terraform:google_container_cluster',
    ])
  })

  test('a pipeline tells actions, images and versions, all for building', () => {
    const text =
      'jobs:\n  test:\n    container: node:22\n    services:\n      db:\n        image: postgres:16\n    steps:\n      - uses: actions/setup-python@v5\n        with:\n          python-version: "3.13"\n      # - uses: o/no@v1\n      - uses: ./local\n'
    assert.deepEqual(said(readPipeline({ file: '.github/workflows/ci.yml', text })), [
      '3 image:node@22 dev',
      '6 image:postgres@16 dev',
      '8 action:actions/setup-python dev',
      '10 tool:python@3.13 dev',
    ])
  })
})

describe('settings', () => {
  test('files of versions', () => {
    assert.deepEqual(said(readVersionFile({ file: 'a/.nvmrc', text: 'v22.1.0\n' })), ['1 tool:node@22.1.0'])
    assert.deepEqual(said(readVersionFile({ file: '.nvmrc', text: 'lts/*\n' })), ['1 tool:node'])
    assert.deepEqual(said(readToolVersions({ file: '.tool-versions', text: '# x\nnodejs 22.1.0\nerlang 27.0\ngolang 1.24\n' })), [
      '2 tool:node@22.1.0',
      '3 tool:erlang@27.0',
      '4 tool:go@1.24',
    ])
    assert.deepEqual(said(readMise({ file: 'mise.toml', text: '[tools]\nnode = "22"\npython = ["3.13"]\n[env]\nX = "1"\n' })), [
      '2 tool:node@22',
      '3 tool:python@3.13',
    ])
    assert.deepEqual(said(readNamedVersion({ file: 'runtime.txt', text: 'python-3.12.1\n' })), ['1 tool:python@3.12.1'])
    assert.deepEqual(said(readNamedVersion({ file: 'rust-toolchain.toml', text: '[toolchain]\nchannel = "1.82"\n' })), ['2 tool:rust@1.82'])
  })

  test('examples of environments tell names and schemes, never values; a true .env is not one', () => {
    const text =
      'DATABASE_URL=postgres://user:hunter2@db/x\n# REDIS_URL="redis://:secret@r"\nOPENAI_API_KEY=sk-abc\nSITE=https://example.org\nDB_CONNECTION=sqlite\n'
    const reading = readEnvExample({ file: '.env.example', text })
    assert.deepEqual(said(reading), [
      '1 env:DATABASE_URL',
      '1 setting:scheme:postgres',
      '2 env:REDIS_URL weak',
      '2 setting:scheme:redis weak',
      '3 env:OPENAI_API_KEY',
      '4 env:SITE',
      '5 env:DB_CONNECTION',
      '5 setting:laravel:sqlite',
    ])
    assert.equal(/hunter2|secret|sk-abc|example/.test(JSON.stringify(reading.signals?.map((one) => one.text))), false)
    assert.deepEqual(['.env', '.env.local', '.env.example', '.env.production.sample', 'env.template'].map(isEnvExample), [
      false,
      false,
      true,
      true,
      true,
    ])
  })

  test('what a tool works with is read from its settings', () => {
    assert.deepEqual(said(readSettings({ file: 'prisma/schema.prisma', text: 'datasource db {\n  provider = "postgresql"\n}\n' })), [
      '2 setting:prisma:postgresql',
    ])
    assert.deepEqual(said(readSettings({ file: 'config/database.yml', text: '# adapter: no\n  adapter: sqlite3\n' })), [
      '2 setting:rails:sqlite3',
    ])
    assert.deepEqual(said(readSettings({ file: 'hc/settings.py', text: '"ENGINE": "django.db.backends.mysql",\n' })), [
      '1 setting:django:mysql',
    ])
    assert.deepEqual(
      said(readSettings({ file: 'src/main/resources/application.properties', text: 'spring.datasource.url=jdbc:postgresql://x\n' })),
      ['1 setting:jdbc:postgresql'],
    )
  })
})

describe('scripts', () => {
  test('targets of make, just, Task and Procfile with their lines', () => {
    const words = (reading: PartialReading) => reading.scripts?.map((one) => `${one.at} ${one.line}`)
    assert.deepEqual(words(readMakefile({ file: 'Makefile', text: 'X := 1\n.PHONY: dev\ndev: build\n\tgo run .\nbuild:\n\tgo build\n' })), [
      '3 make dev',
      '5 make build',
    ])
    assert.deepEqual(words(readJustfile({ file: 'justfile', text: 'set dotenv\ndev port="1":\n  run\n@up:\n  x\nv := "1"\n' })), [
      '2 just dev',
      '4 just up',
    ])
    assert.deepEqual(words(readTaskfile({ file: 'Taskfile.yml', text: 'version: 3\ntasks:\n  dev:\n    cmds: [go run .]\n' })), [
      '3 task dev',
    ])
    assert.deepEqual(words(readProcfile({ file: 'Procfile', text: 'web: bundle exec puma\nworker: x y\n' })), [
      '1 bundle exec puma',
      '2 x y',
    ])
  })

  test('a Python application is started from the folder its module is imported from', () => {
    assert.equal(
      readPythonEntry({ file: 'backend/app/main.py', text: 'app = FastAPI(title="x")\n' }).scripts?.[0]?.line,
      'uvicorn app.main:app --reload',
    )
    assert.equal(readPythonEntry({ file: 'main.py', text: 'api: FastAPI = FastAPI()\n' }).scripts?.[0]?.line, 'uvicorn main:api --reload')
    assert.equal(readPythonEntry({ file: 'app.py', text: 'app = Flask(__name__)\n' }).scripts?.[0]?.line, 'flask --app app run --debug')
    assert.equal(
      readPythonEntry({ file: 'manage.py', text: 'os.environ.setdefault("DJANGO_SETTINGS_MODULE", "x")\n' }).scripts?.[0]?.line,
      'python manage.py runserver',
    )
    assert.deepEqual(readPythonEntry({ file: 'wsgi.py', text: 'os.environ.setdefault("DJANGO_SETTINGS_MODULE", "x")\n' }).scripts, [])
  })
})
