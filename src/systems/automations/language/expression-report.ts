import { classify, type Classification } from '../expressions/compile-expression.ts'
import type { JsonObject } from '../expressions/json.ts'
import type { WorkflowDocument } from './model/document.ts'
import { pointer } from './problem.ts'
import { expressionSites } from './validation/expression-sites.ts'

export interface ReportedExpression {
  /** Where it is in the document, such as `/do/1/build/with/url`. */
  readonly at: string
  readonly text: string
  readonly classification: Classification
}

/** Every expression of a document with the lane it takes: the editor shows the slow ones, the runtime records them. */
export function expressionReport(document: WorkflowDocument): ReportedExpression[] {
  return expressionSites(document as unknown as JsonObject).map(({ path, text }) => ({
    at: pointer(path),
    text,
    classification: classify(text),
  }))
}
