import { FAILSAFE_SCHEMA, YAMLException, loadAll } from 'js-yaml'
import type { DependencyNote, SourceText } from '../graph.ts'

/**
 * Parses every document of a YAML file; scalars stay text, so that version 1.10 is not the number 1.1.
 * A broken file yields the entries before the break, and a note with its line.
 */
export function readYaml(source: SourceText, notes: DependencyNote[]): unknown[] {
  try {
    return documentsOf(source.text)
  } catch (error) {
    const broken = lineOf(error)
    const documents = retry(source.text, broken)
    const rest = documents.length === 0 ? 'nothing could be read.' : 'only the entries before it were read.'
    notes.push({ file: source.path, line: broken, sentence: `Not valid YAML at line ${broken}; ${rest}` })
    return documents
  }
}

function documentsOf(text: string): unknown[] {
  return loadAll(text, null, { schema: FAILSAFE_SCHEMA })
}

function retry(text: string, broken: number): unknown[] {
  const lines = text.split('\n', broken)
  // An entry starts at the margin or two columns in; the one that breaks is left out whole.
  let end = lines.length - 1
  while (end > 0 && !/^ {0,2}\S/.test(lines[end]!)) end--
  try {
    return end <= 0 ? [] : documentsOf(lines.slice(0, end).join('\n'))
  } catch {
    return []
  }
}

function lineOf(error: unknown): number {
  return error instanceof YAMLException && error.mark ? error.mark.line + 1 : 1
}
