import { TomlError, parse } from 'smol-toml'
import type { DependencyNote, SourceText } from '../graph.ts'
import { salvageBefore } from './salvage.ts'

/** Parses TOML; a broken file yields the tables before the break, and a note with its line. */
export function readToml(source: SourceText, notes: DependencyNote[]): unknown {
  try {
    return parse(source.text)
  } catch (error) {
    const broken = error instanceof TomlError ? error.line : 1
    // [package.x] belongs to the [[package]] above it: an entry is kept or left out whole.
    const value = salvageBefore(source.text, { line: broken, isStart: (line) => /^\[(?!package\.)/.test(line), parse })
    const rest = value === undefined ? 'nothing could be read.' : 'only the tables before it were read.'
    notes.push({ file: source.path, line: broken, sentence: `Not valid TOML at line ${broken}; ${rest}` })
    return value
  }
}
