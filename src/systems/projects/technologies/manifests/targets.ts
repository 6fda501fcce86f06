import { load } from 'js-yaml'
import { asObject } from '../../discovery/json-text.ts'
import { excerpt, numberedLines } from '../excerpt.ts'
import type { PartialReading, Script, SourceFile } from '../signal.ts'
import { lineFinder } from './line-finder.ts'

/** Makefile: each target with its recipe. */
export function readMakefile(file: SourceFile): PartialReading {
  return { scripts: blocks(file, /^([A-Za-z][\w.-]*)\s*:(?![:=])/, { tool: 'make', prefix: 'make' }) }
}

/** justfile: each recipe. */
export function readJustfile(file: SourceFile): PartialReading {
  return { scripts: blocks(file, /^@?([A-Za-z][\w-]*)(?:\s+[^:]*?)?\s*:(?!=)/, { tool: 'just', prefix: 'just' }) }
}

function blocks(file: SourceFile, head: RegExp, { tool, prefix }: { tool: string; prefix: string }): Script[] {
  const scripts: Script[] = []
  for (const { line, text } of numberedLines(file.text)) {
    const name = head.exec(text)?.[1]
    const last = scripts.at(-1)
    if (name) scripts.push({ name, line: `${prefix} ${name}`, body: '', tool, file: file.file, at: line, text: excerpt(text) })
    else if (last && /^\s+\S/.test(text)) last.body += `${text.trim()}\n`
  }
  return scripts
}

/** Taskfile.yml. @throws for a file that is not YAML */
export function readTaskfile(file: SourceFile): PartialReading {
  const find = lineFinder(file)
  const scripts = Object.entries(asObject(asObject(load(file.text)).tasks)).map(([name, value]): Script => {
    const { line, text } = find(new RegExp(`^\\s+["']?${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}["']?\\s*:`))
    return { name, line: `task ${name}`, body: JSON.stringify(value) ?? '', tool: 'task', file: file.file, at: line, text }
  })
  return { scripts }
}

/** Procfile: a process on each line. */
export function readProcfile(file: SourceFile): PartialReading {
  const scripts = numberedLines(file.text).flatMap(({ line, text }): Script[] => {
    const [, name, body] = /^([A-Za-z][\w-]*):\s*(\S.*)$/.exec(text) ?? []
    return name && body ? [{ name, line: body.trim(), body, tool: 'procfile', file: file.file, at: line, text: excerpt(text) }] : []
  })
  return { scripts }
}
