import { asObject, type JsonText, parseJsonText } from '../../discovery/json-text.ts'
import { lineText } from '../excerpt.ts'
import type { Link, PartialReading, Scope, Script, Signal, SourceFile } from '../signal.ts'

/** @throws SyntaxError for a file that is not JSON */
export function readComposer(file: SourceFile): PartialReading {
  const json = parseJsonText(file.text)
  const manifest = asObject(json.value)
  const signals: Signal[] = []
  const links: Link[] = []
  for (const [key, scope] of [
    ['require', 'runtime'],
    ['require-dev', 'dev'],
  ] as [string, Scope][]) {
    for (const [name, range] of Object.entries(asObject(manifest[key]))) {
      const place = placeOf(file, json, key, name)
      const version = typeof range === 'string' && /\d/.test(range) && !range.startsWith('dev-') ? range : null
      const isTool = name === 'php' || name.startsWith('ext-')
      signals.push({ source: isTool ? 'tool' : 'composer', name, version, scope, ...place })
      if (!isTool) links.push({ name, ...place })
    }
  }
  return { signals, links, scripts: readScripts(file, json) }
}

function placeOf(file: SourceFile, json: JsonText, ...path: string[]): { file: string; line: number | null; text: string } {
  const line = json.lineOf(...path) ?? null
  return { file: file.file, line, text: lineText(file.text, line) }
}

function readScripts(file: SourceFile, json: JsonText): Script[] {
  return Object.entries(asObject(asObject(json.value).scripts)).map(([name, body]) => {
    const { line, text } = placeOf(file, json, 'scripts', name)
    return { name, line: `composer run ${name}`, body: JSON.stringify(body), tool: 'composer', file: file.file, at: line, text }
  })
}
