import { TomlError, parse } from 'smol-toml'
import type { DependencyNote, SourceText } from '../graph.ts'

/** Parses TOML; a broken file yields the tables before the break, and a note with its line. */
export function readToml(source: SourceText, notes: DependencyNote[]): unknown {
  try {
    return parse(source.text)
  } catch (error) {
    const broken = error instanceof TomlError ? error.line : 1
    const value = retry(source.text, broken)
    const rest = value === undefined ? 'nothing could be read.' : 'only the tables before it were read.'
    notes.push({ file: source.path, line: broken, sentence: `Not valid TOML at line ${broken}; ${rest}` })
    return value
  }
}

function retry(text: string, broken: number): unknown {
  const lines = text.split('\n', broken)
  let end = lines.length - 1
  while (end > 0 && !lines[end]!.startsWith('[')) end--
  // A table of an array of tables belongs to the [[entry]] above it: leave the broken entry out whole.
  if (lines[end]?.startsWith('[package.')) while (end > 0 && !lines[end]!.startsWith('[[')) end--
  try {
    return end <= 0 ? undefined : parse(lines.slice(0, end).join('\n'))
  } catch {
    return undefined
  }
}
