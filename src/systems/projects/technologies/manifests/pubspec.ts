import { load } from 'js-yaml'
import { asObject } from '../../discovery/json-text.ts'
import { folderOfFile, type Link, type PartialReading, type Scope, type Signal, type SourceFile } from '../signal.ts'
import { joinFolder } from './folder-path.ts'
import { lineFinder } from './line-finder.ts'

/** @throws for a file that is not YAML */
export function readPubspec(file: SourceFile): PartialReading {
  const manifest = asObject(load(file.text))
  const find = lineFinder(file)
  const signals: Signal[] = []
  const links: Link[] = []
  for (const [key, scope] of [
    ['dependencies', 'runtime'],
    ['dev_dependencies', 'dev'],
  ] as [string, Scope][]) {
    for (const [name, value] of Object.entries(asObject(manifest[key]))) {
      const place = find(new RegExp(`^\\s+${RegExp.escape(name)}\\s*:`))
      signals.push({ source: 'pub', name, version: typeof value === 'string' && /\d/.test(value) ? value : null, scope, ...place })
      const path = asObject(value).path
      if (typeof path === 'string') links.push({ folder: joinFolder(folderOfFile(file.file), path), ...place })
    }
  }
  for (const tool of ['sdk', 'flutter']) {
    const version = asObject(manifest.environment)[tool]
    const name = tool === 'sdk' ? 'dart' : tool
    if (typeof version === 'string')
      signals.push({ source: 'tool', name, version, scope: 'runtime', ...find(new RegExp(`^\\s+${tool}\\s*:`)) })
  }
  return { signals, links }
}
