import { excerpt, numberedLines } from '../excerpt.ts'
import { folderOfFile, type Link, type PartialReading, type Scope, type Signal, type SourceFile } from '../signal.ts'
import { joinFolder } from './folder-path.ts'

/** mix.exs, read as text. */
export function readMix(file: SourceFile): PartialReading {
  const signals: Signal[] = []
  const links: Link[] = []
  for (const { line, text } of numberedLines(file.text)) {
    const plain = text.replace(/(^|\s)#(?!\{).*$/, '')
    const place = { file: file.file, line, text: excerpt(text) }
    const elixir = /\belixir:\s*"([^"]+)"/.exec(plain)
    if (elixir?.[1])
      signals.push({ source: 'tool', name: 'elixir', version: elixir[1].replace(/^~>\s*/, '~> '), scope: 'runtime', ...place })
    const wanted = /\{\s*:(\w+)\s*,\s*(?:"([^"]*)")?(.*)/.exec(plain)
    const isDependency = wanted?.[2] !== undefined || /\b(?:path|github|git|in_umbrella|only|override|env|hex):/.test(wanted?.[3] ?? '')
    if (!wanted?.[1] || !isDependency) continue
    const scope: Scope = /\bonly:\s*(?:\[[^\]]*\]|:)?[^,]*\b(?:dev|test)\b/.test(wanted[3] ?? '') ? 'dev' : 'runtime'
    signals.push({ source: 'hex', name: wanted[1], version: wanted[2] || null, scope, ...place })
    const path = /\bpath:\s*"([^"]+)"/.exec(wanted[3] ?? '')?.[1]
    if (path) links.push({ folder: joinFolder(folderOfFile(file.file), path), ...place })
    if (/\bin_umbrella:\s*true/.test(wanted[3] ?? '')) links.push({ name: wanted[1], ...place })
  }
  return { signals, links }
}
