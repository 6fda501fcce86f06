import { asObject, parseJsonText } from '../../discovery/json-text.ts'
import { lineText } from '../excerpt.ts'
import type { PartialReading, Script, Signal, SourceFile } from '../signal.ts'

/** deno.json and deno.jsonc: imports and tasks. @throws SyntaxError for a file that is not JSON */
export function readDeno(file: SourceFile): PartialReading {
  const json = parseJsonText(file.text)
  const manifest = asObject(json.value)
  const placeOf = (...path: string[]) => {
    const line = json.lineOf(...path) ?? null
    return { file: file.file, line, text: lineText(file.text, line) }
  }
  const signals = Object.entries(asObject(manifest.imports)).flatMap(([key, target]): Signal[] => {
    const [, registry, name, version] = /^(npm|jsr):\/?((?:@[^@/]+\/)?[^@/]+)(?:@([^/]+))?/.exec(String(target)) ?? []
    if (!registry || !name) return []
    return [{ source: registry === 'npm' ? 'npm' : 'jsr', name, version: version ?? null, scope: 'runtime', ...placeOf('imports', key) }]
  })
  const scripts = Object.entries(asObject(manifest.tasks)).map(([name, value]): Script => {
    const { line, text } = placeOf('tasks', name)
    const body = typeof value === 'string' ? value : String(asObject(value).command ?? '')
    return { name, line: `deno task ${name}`, body, tool: 'deno', file: file.file, at: line, text }
  })
  return { signals, scripts }
}
