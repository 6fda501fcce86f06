import { excerpt, numberedLines } from '../excerpt.ts'
import { folderOfFile, type Link, type PartialReading, type Signal, type SourceFile } from '../signal.ts'
import { joinFolder } from './folder-path.ts'

/** go.mod: what the module itself asks for; what only others need (`// indirect`) is no evidence. */
export function readGoMod(file: SourceFile): PartialReading {
  const signals: Signal[] = []
  const links: Link[] = []
  let block = ''
  for (const { line, text } of numberedLines(file.text)) {
    const place = { file: file.file, line, text: excerpt(text) }
    const opened = /^\s*(\w+)\s*\($/.exec(text.trim())
    if (opened?.[1]) block = opened[1]
    if (text.trim() === ')') block = ''
    const entry = block === '' ? text : `${block} ${text}`
    const tool = /^\s*go\s+(\d[\w.]*)/.exec(entry)
    if (tool?.[1]) signals.push({ source: 'tool', name: 'go', version: tool[1], scope: 'runtime', ...place })
    const wanted = /^\s*require\s+([^\s()]+)\s+v([^\s]+)(?!.*\/\/\s*indirect)/.exec(entry)
    if (wanted?.[1]) {
      signals.push({ source: 'go', name: wanted[1], version: wanted[2] ?? null, scope: 'runtime', ...place })
      links.push({ name: wanted[1], ...place })
    }
    const local = /^\s*replace\s.*=>\s*(\.{1,2}\/\S*)/.exec(entry)
    if (local?.[1]) links.push({ folder: joinFolder(folderOfFile(file.file), local[1]), ...place })
  }
  return { signals, links }
}
