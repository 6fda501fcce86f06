import { formFields } from './form-fields.ts'
import type { WorkflowDocument } from './language/model/document.ts'
import type { Surroundings } from './language/validation/context.ts'
import type { Validation } from './shapes/automation.ts'

/** What pages show of a text that was saved. */
export async function describeText(text: string, document: WorkflowDocument) {
  const { compile } = await import('./language/compile.ts')
  const { documentGraph } = await import('./language/graph.ts')
  const { requirementsOf } = await import('./language/requirements.ts')
  const { sourceMap, notes } = compile(text)
  return {
    sourceMap: shortMap(sourceMap),
    notes: [...notes],
    graph: copied(documentGraph(document)),
    requirements: copied(requirementsOf(document)),
    fields: formFields(document),
  }
}

/** What an editor shows of a text as it stands, mistakes and all. */
export async function validateText(text: string, surroundings: Surroundings): Promise<Validation> {
  const { compile } = await import('./language/compile.ts')
  const { textGraph } = await import('./language/graph.ts')
  const { definitionHash } = await import('./language/hash.ts')
  const { requirementsOf } = await import('./language/requirements.ts')
  const { expressionReport } = await import('./language/expression-report.ts')
  const { document, problems, notes, sourceMap } = compile(text, surroundings)
  const drawn = textGraph(text)
  return {
    ok: document !== null,
    problems: problems.map((problem) => ({ ...problem, path: [...problem.path] })),
    notes: [...notes],
    graph: drawn && copied(drawn),
    sourceMap: shortMap(sourceMap),
    steps: await writtenSteps(text),
    document: document && { ...document },
    hash: document && definitionHash(document),
    requirements: document && copied(requirementsOf(document)),
    fields: document ? formFields(document) : [],
    expressions: document
      ? expressionReport(document).map(({ at, text: expression, classification }) => ({
          at,
          text: expression,
          lane: classification.lane,
          reasons: classification.lane === 'refused' ? [classification.reason] : [...classification.reasons],
        }))
      : [],
  }
}

async function writtenSteps(text: string): Promise<Validation['steps']> {
  const { rawSteps } = await import('./language/editing/raw-steps.ts')
  const { readSource } = await import('./language/source.ts')
  const { hasErrors } = await import('./language/problem.ts')
  const { isFriendly } = await import('./language/friendly/read.ts')
  const source = readSource(text)
  if (hasErrors(source.problems) || !isFriendly(source.value)) return []
  return rawSteps(source.value).map(({ id, value, path }) => ({ id, value: { ...value }, line: source.valueAt(path).line }))
}

function shortMap(sourceMap: Readonly<Record<string, { task: string; line: number }>>): Record<string, { task: string; line: number }> {
  return Object.fromEntries(Object.entries(sourceMap).map(([id, { task, line }]) => [id, { task, line }]))
}

type Writable<T> = T extends readonly (infer I)[] ? Writable<I>[] : T extends object ? { -readonly [K in keyof T]: Writable<T[K]> } : T

/** Readonly lists of the language as the plain lists of the wire. */
function copied<T>(value: T): Writable<T> {
  return value as Writable<T>
}
