import { isObject, type Json, type JsonObject } from '../expressions/json.ts'
import { compileAutomation } from './friendly/compile-automation.ts'
import { isFriendly, readAutomation } from './friendly/read.ts'
import type { WorkflowDocument } from './model/document.ts'
import { hasErrors, inOrder, pointer, problemAt, type Path, type Problem } from './problem.ts'
import { mappedSource } from './mapped-source.ts'
import { readSource, type Source } from './source.ts'
import { allTasks } from './task-tree.ts'
import type { Surroundings } from './validation/context.ts'
import { documentProblems } from './validate-document.ts'

export interface Compiled {
  /** The document to store and run; null when there are errors. */
  readonly document: WorkflowDocument | null
  readonly problems: readonly Problem[]
  /** Things to know that are no problems: what other runtimes will not see, where steps wait longer than they ask to. */
  readonly notes: readonly string[]
  /** Which task a step became, and where the step is in the text. By step id; for plain documents by task reference. */
  readonly sourceMap: Readonly<Record<string, SourceEntry>>
}

export interface SourceEntry {
  /** The task reference of the DSL, such as `/do/1/build`. */
  readonly task: string
  readonly path: Path
  readonly line: number
}

/** Reads a friendly text or a plain document of the DSL, checks it, and gives the document to store. Never throws. */
export function compile(text: string, surroundings: Surroundings = {}): Compiled {
  const source = readSource(text)
  if (hasErrors(source.problems)) return failed(source.problems)
  if (isFriendly(source.value)) return compileFriendly(source, surroundings)
  return compilePlain(source, surroundings)
}

function failed(problems: readonly Problem[]): Compiled {
  return { document: null, problems, notes: [], sourceMap: {} }
}

function compilePlain(source: Source, surroundings: Surroundings): Compiled {
  if (!isObject(source.value)) {
    const message = 'Write an automation ("name:" and "steps:") or a document of the Open Workflow DSL ("document:" and "do:").'
    return failed([problemAt(source.valueAt([]), [], { code: 'schema', message })])
  }
  const problems = inOrder([...source.problems, ...documentProblems(source.value, source, surroundings)])
  if (hasErrors(problems)) return failed(problems)
  return { document: source.value as unknown as WorkflowDocument, problems, notes: [], sourceMap: plainMap(source.value, source) }
}

function plainMap(document: JsonObject, source: Source): Record<string, SourceEntry> {
  const entries = allTasks(document).map(
    ({ path }) => [pointer(path), { task: pointer(path), path, line: source.keyAt(path).line }] as const,
  )
  return Object.fromEntries(entries)
}

function compileFriendly(source: Source, surroundings: Surroundings): Compiled {
  const { automation, problems, origins } = readAutomation(source)
  if (automation === null) return failed(problems)
  const { document, notes, marks } = compileAutomation(automation, origins)
  const standard = document as unknown as JsonObject
  const found = documentProblems(standard, mappedSource(standard, marks, source), surroundings).filter(isOwn)
  const all = inOrder([...problems, ...found])
  if (hasErrors(all)) return failed(all)
  return { document, problems: all, notes, sourceMap: friendlyMap(standard, marks, source) }
}

/** What only makes sense to people who wrote the document themselves. */
function isOwn({ code }: Problem): boolean {
  return code !== 'unused' && code !== 'unreachable-task'
}

function friendlyMap(document: JsonObject, marks: readonly { at: Path; origin: Path }[], source: Source): Record<string, SourceEntry> {
  const entries = marks.flatMap(({ at, origin }) => {
    const id = at.at(-1)
    if (!isStep(document, at) || typeof id !== 'string') return []
    return [[id, { task: pointer(at), path: origin, line: source.valueAt(origin).line }] as const]
  })
  return Object.fromEntries(entries)
}

function isStep(document: JsonObject, path: Path): boolean {
  const task = path.reduce<Json | undefined>((value, key) => {
    if (Array.isArray(value)) return value[key as number]
    return isObject(value) ? value[key as string] : undefined
  }, document)
  const optimus = isObject(task) && isObject(task['metadata']) ? task['metadata']['optimus'] : undefined
  return isObject(optimus) && (optimus['step'] !== undefined || optimus['undo'] !== undefined)
}
