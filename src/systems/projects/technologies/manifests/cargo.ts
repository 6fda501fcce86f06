import { parse as parseToml } from 'smol-toml'
import { asObject, asStrings } from '../../discovery/json-text.ts'
import { folderOfFile, type Link, type PartialReading, type Scope, type Signal, type SourceFile } from '../signal.ts'
import { joinFolder } from './folder-path.ts'
import { lineFinder, type LinePlace } from './line-finder.ts'

type Table = Record<string, unknown>

/** Cargo.toml with its features (`sqlx/postgres`) and paths. @throws for a file that is not TOML */
export function readCargo(file: SourceFile): PartialReading {
  const toml = asObject(parseToml(file.text))
  const find = lineFinder(file)
  const signals: Signal[] = []
  const links: Link[] = []
  for (const { name, value, scope } of dependenciesOf(toml)) {
    const place = find(new RegExp(`^\\s*(?:\\[.*\\.)?["']?${RegExp.escape(name)}["']?(?:\\.\\w+)?\\s*[=\\]]`))
    const details = asObject(value)
    signals.push(...crateSignals({ name, value, scope, place }))
    if (typeof details.path === 'string') links.push({ folder: joinFolder(folderOfFile(file.file), details.path), ...place })
    else if (details.workspace === true) links.push({ name: typeof details.package === 'string' ? details.package : name, ...place })
  }
  const rust = asObject(toml.package)['rust-version'] ?? asObject(asObject(toml.workspace).package)['rust-version']
  const edition = asObject(toml.package).edition ?? asObject(asObject(toml.workspace).package).edition
  if (typeof rust === 'string')
    signals.push({ source: 'tool', name: 'rust', version: rust, scope: 'runtime', ...find(/^\s*rust-version\s*=/) })
  else if (typeof edition === 'string')
    signals.push({ source: 'tool', name: 'rust', version: null, scope: 'runtime', ...find(/^\s*edition\s*=/) })
  return { signals, links }
}

type Dependency = { name: string; value: unknown; scope: Scope }

const tables: [key: string, scope: Scope][] = [
  ['dependencies', 'runtime'],
  ['dev-dependencies', 'dev'],
  ['build-dependencies', 'dev'],
]

function dependenciesOf(toml: Table): Dependency[] {
  const places = [toml, asObject(toml.workspace), ...Object.values(asObject(toml.target)).map(asObject)]
  return places.flatMap((place) =>
    tables.flatMap(([key, scope]) => Object.entries(asObject(place[key])).map(([name, value]) => ({ name, value, scope }))),
  )
}

function crateSignals({ name, value, scope, place }: Dependency & { place: LinePlace }): Signal[] {
  const details = asObject(value)
  const crate = typeof details.package === 'string' ? details.package : name
  const version = typeof value === 'string' ? value : typeof details.version === 'string' ? details.version : null
  const strength: Scope = details.optional === true ? 'weak' : scope
  const features = asStrings(details.features).map((feature) => `${crate}/${feature}`)
  return [
    { source: 'cargo', name: crate, version, scope: strength, ...place },
    ...features.map((feature): Signal => ({ source: 'cargo', name: feature, version: null, scope: strength, ...place })),
  ]
}
