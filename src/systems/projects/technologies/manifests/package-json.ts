import { asObject, type JsonText, parseJsonText } from '../../discovery/json-text.ts'
import { lineText } from '../excerpt.ts'
import type { Link, PartialReading, Scope, Script, Signal, SourceFile } from '../signal.ts'
import { folderOfFile } from '../signal.ts'
import { joinFolder } from './folder-path.ts'

const tables: [key: string, scope: Scope][] = [
  ['dependencies', 'runtime'],
  ['devDependencies', 'dev'],
  ['optionalDependencies', 'weak'],
  ['peerDependencies', 'weak'],
]

/** Versions a workspace gives by name, for `catalog:` ranges. */
export type Catalog = ReadonlyMap<string, string>

/** @throws SyntaxError for a file that is not JSON */
export function readPackageJson(file: SourceFile, catalog: Catalog = new Map()): PartialReading {
  const json = parseJsonText(file.text)
  const manifest = asObject(json.value)
  const signals: Signal[] = []
  const links: Link[] = []
  for (const [key, scope] of tables) {
    for (const [alias, range] of Object.entries(asObject(manifest[key]))) {
      const place = placeOf(file, json, key, alias)
      const { name, version, link } = readRange(alias, String(range), { catalog, folder: folderOfFile(file.file) })
      signals.push({ source: 'npm', name, version, scope, ...place })
      if (link) links.push({ ...link, ...place })
    }
  }
  return { signals: [...signals, ...toolSignals(file, json)], links, scripts: readScripts(file, json) }
}

type Place = { file: string; line: number | null; text: string }

function placeOf(file: SourceFile, json: JsonText, ...path: string[]): Place {
  const line = json.lineOf(...path) ?? null
  return { file: file.file, line, text: lineText(file.text, line) }
}

type Range = { name: string; version: string | null; link?: { name: string } | { folder: string } }

function readRange(alias: string, range: string, { catalog, folder }: { catalog: Catalog; folder: string }): Range {
  const renamed = /^npm:((?:@[^@/]+\/)?[^@]+)(?:@(.+))?$/.exec(range)
  if (renamed?.[1]) return { name: renamed[1], version: plainRange(renamed[2] ?? '') }
  const local = /^(?:file|link|portal):(.+)$/.exec(range)
  if (local?.[1]) return { name: alias, version: null, link: { folder: joinFolder(folder, local[1]) } }
  if (range.startsWith('workspace:')) return { name: alias, version: null, link: { name: alias } }
  if (range.startsWith('catalog:')) return { name: alias, version: catalog.get(alias) ?? null }
  // Members of npm and yarn 1 workspaces are named like any other package.
  return { name: alias, version: plainRange(range), link: { name: alias } }
}

function plainRange(range: string): string | null {
  return /^[\^~<>=v]*\s*\d/.test(range) ? range.trim() : null
}

function toolSignals(file: SourceFile, json: JsonText): Signal[] {
  const manifest = asObject(json.value)
  const signals: Signal[] = []
  const add = (name: string, version: string | null, ...path: string[]) =>
    signals.push({ source: 'tool', name, version, scope: 'runtime', ...placeOf(file, json, ...path) })
  for (const group of ['engines', 'volta']) {
    for (const [name, version] of Object.entries(asObject(manifest[group])))
      add(name, typeof version === 'string' ? version : null, group, name)
  }
  const manager = /^([a-z]+)@([\w.-]+)/.exec(String(manifest.packageManager ?? ''))
  if (manager?.[1] && manager[2]) add(manager[1], manager[2], 'packageManager')
  for (const key of configurations) {
    if (manifest[key] !== undefined)
      signals.push({ source: 'setting', name: `package.json:${key}`, version: null, scope: 'dev', ...placeOf(file, json, key) })
  }
  return signals
}

const configurations = [
  'jest',
  'eslintConfig',
  'prettier',
  'babel',
  'browserslist',
  'lint-staged',
  'husky',
  'nx',
  'ava',
  'mocha',
  'tap',
  'xo',
  'stylelint',
  'workspaces',
  'prisma',
  'expo',
]

function readScripts(file: SourceFile, json: JsonText): Script[] {
  const scripts = Object.entries(asObject(asObject(json.value).scripts))
  return scripts.flatMap(([name, body]) => {
    if (typeof body !== 'string') return []
    const { line, text } = placeOf(file, json, 'scripts', name)
    return [{ name, line: `npm run ${name}`, body, tool: 'npm', file: file.file, at: line, text }]
  })
}
