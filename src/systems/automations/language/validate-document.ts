import { isObject, type JsonObject } from '../expressions/json.ts'
import type { WorkflowDocument } from './model/document.ts'
import { hasErrors, inOrder, type Problem } from './problem.ts'
import { readSource, type Source } from './source.ts'
import { checkContext, type Surroundings } from './validation/context.ts'
import { expressionProblems } from './validation/expression-problems.ts'
import { flowProblems } from './validation/flow.ts'
import { functionProblems } from './validation/functions.ts'
import { limitProblems } from './validation/limits.ts'
import { peopleProblems } from './validation/people.ts'
import { referenceProblems } from './validation/references.ts'
import { schemaProblems } from './validation/schema-problems.ts'
import { unsupportedProblems } from './validation/unsupported.ts'

export interface Checked {
  /** The document when it may be saved; null when there are errors. */
  readonly document: WorkflowDocument | null
  readonly problems: readonly Problem[]
}

/** Reads and checks a document of the DSL. Never throws; whether it may be saved is whether `document` is there. */
export function validateDocument(text: string, surroundings: Surroundings = {}): Checked {
  const source = readSource(text)
  if (hasErrors(source.problems)) return { document: null, problems: source.problems }
  if (!isObject(source.value))
    return {
      document: null,
      problems: [
        {
          code: 'schema',
          severity: 'error',
          message: 'A document is a set of keys that starts with "document:".',
          line: 1,
          column: 1,
          path: [],
        },
      ],
    }
  const problems = inOrder([...source.problems, ...documentProblems(source.value, source, surroundings)])
  return { document: hasErrors(problems) ? null : (source.value as unknown as WorkflowDocument), problems }
}

/** The checks for a value that has been read already, such as a document that was compiled. */
export function documentProblems(document: JsonObject, source: Source, surroundings: Surroundings): Problem[] {
  const context = checkContext(document, source, surroundings)
  return [
    ...schemaProblems(document, source),
    ...limitProblems(context),
    ...unsupportedProblems(context),
    ...functionProblems(context),
    ...referenceProblems(context),
    ...peopleProblems(context),
    ...flowProblems(context),
    ...expressionProblems(context),
  ]
}
