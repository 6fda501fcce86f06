import assert from 'node:assert/strict'
import { test } from 'node:test'
import { graphText } from '../graph-text.ts'
import { parsePoetryLock } from './poetry-lock.ts'

const lock = {
  path: 'poetry.lock',
  text: `
[[package]]
name = "uvicorn"
version = "0.30.0"
optional = false
groups = ["main"]

[package.dependencies]
click = ">=7.0"
httptools = {version = ">=0.6", optional = true, markers = "extra == \\"standard\\""}
watchfiles = {version = ">=0.13", optional = true, markers = "extra == \\"reload\\""}
colorama = {version = "*", markers = "sys_platform == \\"win32\\""}
numpy = [
    {version = ">=1.22,<2", markers = "python_version < \\"3.12\\""},
    {version = ">=2", markers = "python_version >= \\"3.12\\""},
]

[[package]]
name = "click"
version = "8.1.0"
groups = ["main", "dev"]
[package.dependencies]
setuptools = "*"
shop = "*"

[[package]]
name = "httptools"
version = "0.6.1"
optional = true
groups = ["main"]

[[package]]
name = "watchfiles"
version = "0.13.0"
groups = ["dev"]

[[package]]
name = "numpy"
version = "1.26.0"
groups = ["main"]

[[package]]
name = "numpy"
version = "2.0.0"
groups = ["main"]

[[package]]
name = "Forked_Lib"
version = "1.0.0"
groups = ["main"]
[package.source]
type = "git"
url = "https://github.com/me/forked.git"
reference = "main"
resolved_reference = "0123abc"

[metadata]
lock-version = "2.1"
`,
}
const manifest = {
  path: 'pyproject.toml',
  text: `[project]
name = "shop"
dependencies = [
  "uvicorn[standard]>=0.30",
]
[tool.poetry.dependencies]
python = "^3.11"
forked-lib = {git = "https://github.com/me/forked.git"}
[tool.poetry.group.dev.dependencies]
watchfiles = "^0.13"
never = {version = "1", markers = "sys_platform == 'none'"}
`,
}

test('groups, extras in use, several versions by marker, git and names spelt differently resolve', () => {
  const graph = parsePoetryLock(lock, [manifest])
  assert.deepEqual(graphText(graph), [
    'uvicorn@0.30.0 runtime direct > click@8.1.0, httptools@0.6.1, numpy@1.26.0, numpy@2.0.0',
    'click@8.1.0 runtime',
    'httptools@0.6.1 optional',
    'watchfiles@0.13.0 dev direct',
    'numpy@1.26.0 runtime',
    'numpy@2.0.0 runtime',
    'Forked_Lib@1.0.0 runtime direct git',
  ])
  assert.deepEqual([graph.notes, graph.complete], [[], true])
  assert.deepEqual(
    graph.direct.map((one) => [one.name, one.requested, one.line]),
    [
      ['uvicorn', '>=0.30', 4],
      ['forked-lib', 'https://github.com/me/forked.git', 8],
      ['watchfiles', '^0.13', 10],
      ['never', '1', 11],
    ],
  )
})

test('older lockfiles say main or dev by category', () => {
  const text = '[[package]]\nname = "a"\nversion = "1"\ncategory = "dev"\n[[package]]\nname = "b"\nversion = "1"\ncategory = "main"\n'
  const graph = parsePoetryLock({ path: 'poetry.lock', text }, [])
  assert.deepEqual(graphText(graph), ['a@1 dev', 'b@1 runtime'])
  assert.match(graph.notes[0]!.sentence, /pyproject\.toml is missing/)
})

test('a cut file keeps its whole packages and is not complete', () => {
  const graph = parsePoetryLock({ path: 'poetry.lock', text: lock.text.slice(0, lock.text.indexOf('resolved_reference = "01') + 24) }, [
    manifest,
  ])
  assert.equal(graph.packages.length, 6)
  assert.match(graph.notes[0]!.sentence, /Not valid TOML at line \d+; only the tables before it/)
  assert.equal(graph.complete, false)
})
