import { excerpt, numberedLines } from '../excerpt.ts'
import type { PartialReading, Signal, SourceFile } from '../signal.ts'
import { parseImage } from './image.ts'

/**
 * The images a Dockerfile builds on and copies from, with ARG defaults filled in, and the system packages it installs.
 * Its own stages are no images.
 */
export function readDockerfile(file: SourceFile): PartialReading {
  const stages = new Set<string>()
  const defaults = new Map<string, string>()
  const signals: Signal[] = []
  let installs = false
  let continued = false
  for (const { line, text } of numberedLines(file.text)) {
    const place = { file: file.file, line, text: excerpt(text) }
    const [, argument, value] = /^\s*ARG\s+(\w+)=["']?([^"'\s]*)/i.exec(text) ?? []
    if (argument) defaults.set(argument, value ?? '')
    const from = /^\s*FROM\s+(?:--platform=\S+\s+)?(\S+)(?:\s+AS\s+(\S+))?/i.exec(text)
    const copied = /^\s*(?:COPY|ADD)\s.*--from=(\S+)/i.exec(text) ?? /--mount=\S*\bfrom=([^,\s]+)/i.exec(text)
    const reference = from?.[1] ?? copied?.[1]
    const image =
      reference && !stages.has(reference.toLowerCase()) && !/^\d+$/.test(reference) ? parseImage(fill(reference, defaults)) : undefined
    if (image) signals.push({ source: 'image', ...image, scope: 'runtime', ...place })
    installs = /\b(?:apt-get|apt|apk|dnf|yum)\b.*\b(?:install|add)\b/.test(text) || (installs && continued)
    continued = /\\\s*$/.test(text)
    if (installs)
      signals.push(...installed(text).map((name): Signal => ({ source: 'system', name, version: null, scope: 'runtime', ...place })))
    // What follows on the line is another command.
    installs &&= !/&&|;/.test(text.replace(/^.*\b(?:install|add)\b/, ''))
    if (from?.[2]) stages.add(from[2].toLowerCase())
  }
  return { signals }
}

/** The words of one line of an install command that may be packages. */
function installed(line: string): string[] {
  const words = line
    .replace(/^.*\b(?:install|add)\b/, '')
    .replace(/&&.*$|;.*$|\\\s*$/, '')
    .split(/\s+/)
  return words.map((word) => word.replace(/[=:<>~].*$/, '')).filter((word) => /^[a-z][\w.+-]+$/.test(word))
}

function fill(reference: string, defaults: ReadonlyMap<string, string>): string {
  return reference.replace(/\$\{?(\w+)\}?/g, (whole, name: string) => defaults.get(name) ?? whole)
}
