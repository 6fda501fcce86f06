export type LogLevel = 'debug' | 'info' | 'warn' | 'error'

export interface LogLine {
  /** ISO moment, where the line has one. */
  readonly at?: string
  /** Who wrote it, or its level: `info`, `probe`. */
  readonly source?: string
  readonly level?: LogLevel
  readonly text: string
}

/** Cuts what a program wrote into lines without terminal colours, and finds the level where the line names one. */
export function logLines(text: string): LogLine[] {
  const lines = text.replaceAll(escapes, '').replaceAll('\r\n', '\n').split('\n')
  if (lines.at(-1) === '') lines.pop()
  return lines.map((line) => ({ text: overwritten(line), level: levelOf(line) }))
}

// oxlint-disable-next-line no-control-regex
const escapes = /\u001b(?:\[[0-9;?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)|[@-Z\\-_])/g

/** A bare carriage return starts the line anew, as progress bars do. */
function overwritten(line: string): string {
  return line.slice(line.lastIndexOf('\r') + 1)
}

/** Only a level word at the start counts; `0 errors` in a sentence is no error. */
function levelOf(line: string): LogLevel | undefined {
  const found = /^(?:[\d:.,T/Z+ -]{5,32})?\s*[[(<]?(debug|info|warn(?:ing)?|err(?:or)?|fatal)\b/i.exec(line)?.[1]?.toLowerCase()
  if (!found) return undefined
  if (found.startsWith('warn')) return 'warn'
  return found === 'debug' || found === 'info' ? found : 'error'
}
