import assert from 'node:assert/strict'
import { test } from 'node:test'
import { graphText } from '../graph-text.ts'
import { parsePyproject } from './pyproject.ts'

test('the standard tables and those of poetry, uv and pdm are read; the project’s own extras are none', () => {
  const graph = parsePyproject({
    path: 'lib/pyproject.toml',
    text: `[build-system]
requires = ["hatchling"]
[project]
name = "My_Lib"
dependencies = ["a==1.0", "b[x]>=2; python_version > '3'"]
[project.optional-dependencies]
all = ["my-lib[speed]", "c"]
[dependency-groups]
dev = ["d~=4.0", {include-group = "test"}]
[tool.uv]
dev-dependencies = ["e"]
[tool.pdm.dev-dependencies]
lint = ["f"]
[tool.poetry.dependencies]
python = ">=3.11"
g = {version = "^7", optional = true}
h = [{version = "1"}, {version = "2"}]
[tool.poetry.group.docs.dependencies]
i = "*"
`,
  })
  assert.deepEqual(graphText(graph), [
    'a@1.0 runtime direct',
    'b@? runtime direct',
    'c@? optional direct',
    'd@? dev direct',
    'e@? dev direct',
    'f@? dev direct',
    'g@? optional direct',
    'h@? runtime direct',
    'i@? dev direct',
  ])
  assert.equal(graph.complete, false)
  assert.equal(graph.direct[0]!.part, 'lib')
})

test('tool settings alone say nothing of dependencies', () => {
  const graph = parsePyproject({ path: 'pyproject.toml', text: '[tool.ruff]\nline-length = 100\n' })
  assert.deepEqual([graph.packages, graph.notes, graph.complete], [[], [], true])
})
