import assert from 'node:assert/strict'
import { test } from 'node:test'
import { graphText } from '../graph-text.ts'
import { parseUvLock } from './uv-lock.ts'

const text = `version = 1
[[package]]
name = "shop"
version = "0.1.0"
source = { virtual = "." }
dependencies = [
    { name = "fastapi", extra = ["standard"] },
    { name = "numpy", version = "2.0.0", source = { registry = "https://pypi.org/simple" } },
    { name = "worker" },
]
[package.optional-dependencies]
speed = [{ name = "orjson" }]
[package.dev-dependencies]
dev = [{ name = "pytest" }]
[package.metadata]
requires-dist = [
    { name = "fastapi", extras = ["standard"], specifier = ">=0.110" },
    { name = "worker", editable = "worker" },
]
[package.metadata.requires-dev]
dev = [{ name = "pytest", specifier = "~=8.0" }]

[[package]]
name = "worker"
source = { editable = "worker" }
dependencies = [{ name = "numpy", version = "1.26.0", source = { registry = "https://pypi.org/simple" } }]

[[package]]
name = "fastapi"
version = "0.110.0"
source = { registry = "https://pypi.org/simple" }
[package.optional-dependencies]
standard = [{ name = "httpx" }]

[[package]]
name = "httpx"
version = "0.27.0"
source = { git = "https://github.com/encode/httpx?rev=x#0123abc" }
[[package]]
name = "numpy"
version = "1.26.0"
source = { registry = "https://pypi.org/simple" }
[[package]]
name = "numpy"
version = "2.0.0"
source = { registry = "https://pypi.org/simple" }
[[package]]
name = "orjson"
version = "3.0.0"
source = { registry = "https://pypi.org/simple" }
[[package]]
name = "pytest"
version = "8.0.0"
source = { registry = "https://pypi.org/simple" }
`

test('the project and its members declare their own; versions, extras, groups and git resolve', () => {
  const graph = parseUvLock({ path: 'api/uv.lock', text }, [
    { path: 'api/pyproject.toml', text: '[project]\nname = "shop"\ndependencies = [\n"fastapi[standard]>=0.110",\n]\n' },
  ])
  assert.deepEqual(graphText(graph), [
    'shop@0.1.0 runtime workspace > fastapi@0.110.0, numpy@2.0.0, worker@?, orjson@3.0.0',
    'worker@? runtime direct workspace > numpy@1.26.0',
    'fastapi@0.110.0 runtime direct > httpx@0.27.0',
    'httpx@0.27.0 runtime git',
    'numpy@1.26.0 runtime direct',
    'numpy@2.0.0 runtime direct',
    'orjson@3.0.0 optional direct',
    'pytest@8.0.0 dev direct',
  ])
  assert.deepEqual(
    graph.direct.map((one) => [one.part, one.name, one.requested, one.line]),
    [
      ['api', 'fastapi', '>=0.110', 4],
      ['api', 'numpy', null, null],
      ['api', 'worker', null, null],
      ['api', 'orjson', null, null],
      ['api', 'pytest', '~=8.0', null],
      ['api/worker', 'numpy', null, null],
    ],
  )
  assert.equal(graph.complete, true)
})

test('a dependency the file does not describe is said', () => {
  const graph = parseUvLock({ path: 'uv.lock', text: text.slice(0, text.indexOf('[[package]]\nname = "pytest"')) }, [])
  assert.match(graph.notes[0]!.sentence, /1 package that is not in the file \(pytest\)/)
  assert.equal(graph.complete, false)
})
