import { load } from 'js-yaml'
import { asObject, asStrings } from '../../discovery/json-text.ts'
import { lineText } from '../excerpt.ts'
import { folderOfFile, type PartialReading, type ServiceNode, type Signal, type SourceFile } from '../signal.ts'
import { joinFolder } from './folder-path.ts'
import { parseImage } from './image.ts'

/** compose.yaml under any of its names: services, their images, what they are built from and whom they wait for. */
export function readCompose(file: SourceFile): PartialReading {
  const services = asObject(asObject(load(file.text)).services)
  const nodes = Object.entries(services).map(([name, value]) => readService({ file, name, service: asObject(value) }))
  const signals = nodes.flatMap((node): Signal[] => {
    const image = node.image ? parseImage(node.image) : undefined
    const line = lineWithin(file.text, node.line, /^\s*image\s*:/)
    const scope = /(?:^|[/._-])(?:tests?|ci|e2e)[/._-]/i.test(file.file) ? 'dev' : 'runtime'
    return image ? [{ source: 'image', ...image, scope, file: file.file, line, text: lineText(file.text, line) }] : []
  })
  return { signals, services: nodes }
}

function readService({ file, name, service }: { file: SourceFile; name: string; service: Record<string, unknown> }): ServiceNode {
  const waits = Array.isArray(service.depends_on) ? asStrings(service.depends_on) : Object.keys(asObject(service.depends_on))
  const links = asStrings(service.links).map((link) => link.split(':')[0] ?? link)
  const context = typeof service.build === 'string' ? service.build : asObject(service.build).context
  const build = typeof context === 'string' && !/^[a-z]+:|\$/.test(context) ? joinFolder(folderOfFile(file.file), context) : null
  const image = typeof service.image === 'string' ? service.image : null
  return { name, image, build, uses: [...new Set([...waits, ...links])], file: file.file, line: serviceLine(file.text, name) }
}

/** Services stand one level below `services`; the same word deeper is somebody's dependency. */
function serviceLine(text: string, name: string): number | null {
  const lines = text.split(/\r?\n/)
  const start = lines.findIndex((line) => /^services\s*:/.test(line))
  const first = lines.find((line, at) => at > start && line.trim() !== '' && !line.trim().startsWith('#'))
  if (start < 0 || first === undefined) return null
  const key = new RegExp(`^["']?${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}["']?\\s*:`)
  const found = lines.findIndex((line, at) => at > start && indentOf(line) === indentOf(first) && key.test(line.trim()))
  return found < 0 ? null : found + 1
}

/** The first line of a block, below its key, that matches. */
function lineWithin(text: string, key: number | null, wanted: RegExp): number | null {
  if (key === null) return null
  const lines = text.split(/\r?\n/)
  const indent = indentOf(lines[key - 1] ?? '')
  for (let at = key; at < lines.length; at++) {
    const line = lines[at] ?? ''
    if (wanted.test(line)) return at + 1
    if (line.trim() !== '' && !line.trim().startsWith('#') && indentOf(line) <= indent) break
  }
  return key
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length
}
