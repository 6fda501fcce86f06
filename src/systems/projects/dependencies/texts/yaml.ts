import { FAILSAFE_SCHEMA, YAMLException, loadAll } from 'js-yaml'
import type { DependencyNote, SourceText } from '../graph.ts'
import { salvageBefore } from './salvage.ts'

/**
 * Parses every document of a YAML file; scalars stay text, so that version 1.10 is not the number 1.1.
 * A broken file yields the entries before the break, and a note with its line.
 */
export function readYaml(source: SourceText, notes: DependencyNote[]): unknown[] {
  try {
    return documentsOf(source.text)
  } catch (error) {
    const broken = lineOf(error)
    // An entry starts at the margin or two columns in.
    const documents = salvageBefore(source.text, { line: broken, isStart: (line) => /^ {0,2}\S/.test(line), parse: documentsOf }) ?? []
    const rest = documents.length === 0 ? 'nothing could be read.' : 'only the entries before it were read.'
    notes.push({ file: source.path, line: broken, sentence: `Not valid YAML at line ${broken}; ${rest}` })
    return documents
  }
}

function documentsOf(text: string): unknown[] {
  return loadAll(text, null, { schema: FAILSAFE_SCHEMA })
}

function lineOf(error: unknown): number {
  return error instanceof YAMLException && error.mark ? error.mark.line + 1 : 1
}
