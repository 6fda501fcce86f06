import { excerpt, numberedLines } from '../excerpt.ts'
import type { PartialReading, Scope, Signal, SourceFile } from '../signal.ts'

/** A Gemfile, read as text. Groups named development or test make their gems `dev`. */
export function readGemfile(file: SourceFile): PartialReading {
  const signals: Signal[] = []
  const groups: boolean[] = []
  for (const { line, text } of numberedLines(file.text)) {
    const place = { file: file.file, line, text: excerpt(text) }
    const plain = text.replace(/#(?!\{).*$/, '')
    if (/\bdo\b(?:\s*\|[^|]*\|)?\s*$/.test(plain)) groups.push(/^\s*group\b.*:(?:development|test)/.test(plain))
    if (/^\s*end\b/.test(plain)) groups.pop()
    const gem = /^\s*gem[\s(]+["']([\w.-]+)["'](?:\s*,\s*["']([^"']+)["'])?/.exec(plain)
    const isDev = groups.includes(true) || /\bgroups?:\s*\[?\s*:(?:development|test)/.test(plain)
    const scope: Scope = isDev ? 'dev' : 'runtime'
    if (gem?.[1]) signals.push({ source: 'gem', name: gem[1], version: gem[2]?.trim() ?? null, scope, ...place })
    const ruby = /^\s*ruby[\s(]+["']([^"']+)["']/.exec(plain)
    if (ruby?.[1]) signals.push({ source: 'tool', name: 'ruby', version: ruby[1], scope: 'runtime', ...place })
  }
  return { signals }
}

/** Gemfile.lock: the gems asked for, at the versions chosen. */
export function readGemfileLock(file: SourceFile): PartialReading {
  const lines = numberedLines(file.text)
  const asked = new Set(section(lines, 'DEPENDENCIES').map(({ text }) => /^ {2}([\w.-]+)/.exec(text)?.[1]))
  const signals: Signal[] = lines.flatMap(({ line, text }): Signal[] => {
    const [, name, version] = /^ {4}([\w.-]+) \(([\w.]+)(?:-[\w-]+)?\)$/.exec(text) ?? []
    if (!name || !version || !asked.has(name)) return []
    return [{ source: 'gem', name, version, scope: 'runtime', file: file.file, line, text: excerpt(text) }]
  })
  for (const { line, text } of section(lines, 'RUBY VERSION')) {
    const version = /ruby ([\d.]+)/.exec(text)?.[1]
    if (version) signals.push({ source: 'tool', name: 'ruby', version, scope: 'runtime', file: file.file, line, text: excerpt(text) })
  }
  return { signals }
}

export function readGemspec(file: SourceFile): PartialReading {
  const signals = numberedLines(file.text).flatMap(({ line, text }): Signal[] => {
    const [, kind, name, version] =
      /\.add_(runtime_|development_)?dependency[\s(]+["']([\w.-]+)["'](?:\s*,\s*["']([^"']+)["'])?/.exec(text) ?? []
    if (!name) return []
    const scope: Scope = kind === 'development_' ? 'dev' : 'runtime'
    return [{ source: 'gem', name, version: version ?? null, scope, file: file.file, line, text: excerpt(text) }]
  })
  return { signals }
}

type Line = { line: number; text: string }

function section(lines: readonly Line[], title: string): Line[] {
  const start = lines.findIndex(({ text }) => text === title)
  if (start < 0) return []
  const length = lines.slice(start + 1).findIndex(({ text }) => text.trim() === '')
  return lines.slice(start + 1, length < 0 ? undefined : start + 1 + length)
}
