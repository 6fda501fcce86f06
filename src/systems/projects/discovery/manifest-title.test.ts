import assert from 'node:assert/strict'
import { test } from 'node:test'
import { manifestTitle } from './manifest-title.ts'

const named: readonly [file: string, text: string, title: string | undefined][] = [
  ['pyproject.toml', '[build-system]\nname = "no"\n\n[project]\nname = "forecast"\n', 'forecast'],
  ['pyproject.toml', "[tool.poetry]\nname = 'poems'\n", 'poems'],
  ['pyproject.toml', '[tool.other]\nname = "other"\n', undefined],
  ['pyproject.toml', '[project\nbroken', undefined],
  ['setup.cfg', '[options]\nzip_safe = no\n[metadata]\nversion = 1\nname = old-tool\n', 'old-tool'],
  ['setup.cfg', '[options]\nname = not-this\n', undefined],
  ['setup.py', 'from setuptools import setup\nsetup(\n    name="older-tool",\n)\n', 'older-tool'],
  ['setup.py', 'setup(name=read_name())', undefined],
  ['package.json', '{"name":"@org/shop"}', '@org/shop'],
  ['package.json', '{"name":{}}', undefined],
  ['go.mod', 'module example.com/billing\n', 'example.com/billing'],
  ['Cargo.toml', '[dependencies]\nname = "x"\n[package]\nname = "indexer"\n', 'indexer'],
  ['pom.xml', '<project><parent><artifactId>boss</artifactId></parent><artifactId>worker</artifactId></project>', 'worker'],
  ['Ledger.csproj', '', 'Ledger'],
  ['constructor', 'name', undefined],
]

test('a project is called what its manifest calls it, and nothing where that says nothing', () => {
  for (const [file, text, title] of named) assert.equal(manifestTitle(file, text), title, `${file}: ${text}`)
})

test('a name of half a page is none', () =>
  assert.equal(manifestTitle('package.json', JSON.stringify({ name: 'x'.repeat(201) })), undefined))
