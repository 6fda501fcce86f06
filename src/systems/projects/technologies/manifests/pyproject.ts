import { parse as parseToml } from 'smol-toml'
import { asObject, asStrings } from '../../discovery/json-text.ts'
import { folderOfFile, type Link, type PartialReading, type Scope, type Script, type Signal, type SourceFile } from '../signal.ts'
import { joinFolder } from './folder-path.ts'
import { lineFinder } from './line-finder.ts'
import { parseRequirement, parseSpecifier } from './requirement.ts'

type Table = Record<string, unknown>

/** pyproject.toml of pip, uv, pdm, hatch and poetry alike. @throws for a file that is not TOML */
export function readPyproject(file: SourceFile): PartialReading {
  const toml = asObject(parseToml(file.text))
  const tool = asObject(toml.tool)
  const find = lineFinder(file)
  const wanted = [...standard(toml, tool), ...poetry(asObject(tool.poetry))]
  const signals: Signal[] = wanted.map(({ name, version, scope }) => ({
    source: 'pypi',
    name,
    version,
    scope,
    ...find(name.replace(/\[.*$/, '')),
  }))
  const python = asObject(toml.project)['requires-python'] ?? asObject(asObject(tool.poetry).dependencies).python
  if (typeof python === 'string') {
    const version = parseSpecifier(python) ?? python
    signals.push({ source: 'tool', name: 'python', version, scope: 'runtime', ...find(/^\s*(?:requires-python|python)\s*=/) })
  }
  for (const name of Object.keys(tool)) {
    signals.push({ source: 'setting', name: `pyproject:${name}`, version: null, scope: 'dev', ...find(`tool.${name}`) })
  }
  return { signals, links: readLinks(file, tool), scripts: readScripts(file, tool) }
}

type Wanted = { name: string; version: string | null; scope: Scope }

function standard(toml: Table, tool: Table): Wanted[] {
  const project = asObject(toml.project)
  const groups: [Scope, unknown][] = [
    ['runtime', project.dependencies],
    ...Object.values(asObject(project['optional-dependencies'])).map((list): [Scope, unknown] => ['weak', list]),
    ...Object.values(asObject(toml['dependency-groups'])).map((list): [Scope, unknown] => ['dev', list]),
    ...Object.values(asObject(asObject(tool.pdm)['dev-dependencies'])).map((list): [Scope, unknown] => ['dev', list]),
    ['dev', asObject(tool.uv)['dev-dependencies']],
    ['dev', asObject(toml['build-system']).requires],
  ]
  return groups.flatMap(([scope, list]) => asStrings(list).flatMap((text) => parseRequirement(text).map((one) => ({ ...one, scope }))))
}

function poetry(table: Table): Wanted[] {
  const groups: [Scope, Table][] = [
    ['runtime', asObject(table.dependencies)],
    ['dev', asObject(table['dev-dependencies'])],
    ...Object.values(asObject(table.group)).map((group): [Scope, Table] => ['dev', asObject(asObject(group).dependencies)]),
  ]
  return groups.flatMap(([scope, list]) =>
    Object.entries(list).flatMap(([name, value]) => {
      if (name === 'python') return []
      const details = asObject(value)
      const version = parseSpecifier(String(typeof value === 'string' ? value : (details.version ?? '')))
      const extras = asStrings(details.extras).map((extra) => ({ name: `${name}[${extra}]`, version: null, scope }))
      return [{ name, version, scope }, ...extras]
    }),
  )
}

function readLinks(file: SourceFile, tool: Table): Link[] {
  const find = lineFinder(file)
  const poetryTable = asObject(tool.poetry)
  const tables = [asObject(asObject(tool.uv).sources), asObject(poetryTable.dependencies), asObject(poetryTable['dev-dependencies'])]
  return tables.flatMap((table) =>
    Object.entries(table).flatMap(([name, value]): Link[] => {
      const { path, workspace } = asObject(value)
      const place = find(name)
      if (typeof path === 'string') return [{ folder: joinFolder(folderOfFile(file.file), path), ...place }]
      return workspace === true ? [{ name, ...place }] : []
    }),
  )
}

const runners: [tool: string, key: string, prefix: string][] = [
  ['pdm', 'scripts', 'pdm run'],
  ['poe', 'tasks', 'poe'],
  ['taskipy', 'tasks', 'task'],
  ['rye', 'scripts', 'rye run'],
]

function readScripts(file: SourceFile, tool: Table): Script[] {
  const find = lineFinder(file)
  return runners.flatMap(([name, key, prefix]) =>
    Object.entries(asObject(asObject(tool[name])[key])).map(([script, value]) => {
      const details = asObject(value)
      const body = typeof value === 'string' ? value : String(details.cmd ?? details.shell ?? '')
      const { line, text } = find(script)
      return { name: script, line: `${prefix} ${script}`, body, tool: name, file: file.file, at: line, text }
    }),
  )
}
