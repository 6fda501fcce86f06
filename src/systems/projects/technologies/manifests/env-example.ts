import { excerpt, numberedLines } from '../excerpt.ts'
import type { PartialReading, Signal, SourceFile } from '../signal.ts'

/** Names of files that show which variables are wanted. A true .env is left alone: it holds secrets. */
export function isEnvExample(name: string): boolean {
  return /^\.?env\.(?:example|sample|template|dist|defaults?)$|^(?:example|sample)\.env$|^\.env\.[\w-]+\.(?:example|sample|template|dist)$/i.test(
    name,
  )
}

/** The names of the variables, and the schemes of their addresses; never a value. */
export function readEnvExample(file: SourceFile): PartialReading {
  const signals = numberedLines(file.text).flatMap(({ line, text }): Signal[] => {
    const [, name, value] = /^\s*#?\s*(?:export\s+)?([A-Z][A-Z0-9_]+)\s*=\s*(.*)$/.exec(text) ?? []
    if (!name) return []
    const isRemark = /^\s*#/.test(text)
    const scheme = /^["']?([a-z][a-z0-9+]*):\/\//i.exec(value ?? '')?.[1]?.toLowerCase()
    const place = { file: file.file, line, scope: isRemark ? ('weak' as const) : ('runtime' as const), version: null }
    const named: Signal = { source: 'env', name, ...place, text: excerpt(`${name}=`) }
    const driver = name === 'DB_CONNECTION' ? /^["']?([a-z]+)/.exec(value ?? '')?.[1] : undefined
    if (driver) return [named, { source: 'setting', name: `laravel:${driver}`, ...place, text: excerpt(`${name}=${driver}`) }]
    return scheme && !/^https?$/.test(scheme)
      ? [named, { source: 'setting', name: `scheme:${scheme}`, ...place, text: excerpt(`${name}=${scheme}://`) }]
      : [named]
  })
  return { signals }
}
