import type { JsonObject } from '../expressions/json.ts'
import { decompileAutomation } from './friendly/decompile-automation.ts'
import { writeAutomation, writeYaml } from './friendly/write.ts'
import type { WorkflowDocument } from './model/document.ts'

export interface DecompiledText {
  readonly text: string
  readonly form: 'friendly' | 'standard'
  /** Why the text is the document itself; null for a friendly text. */
  readonly reason: string | null
}

/**
 * The text of a document: friendly when it was written so, otherwise the document itself as YAML.
 * Either way, compiling the text gives exactly this document again.
 */
export function decompile(document: WorkflowDocument): DecompiledText {
  const { automation, reason } = decompileAutomation(document)
  if (automation !== null) return { text: writeAutomation(automation), form: 'friendly', reason: null }
  return { text: exportDocument(document), form: 'standard', reason }
}

/** The document as YAML for other runtimes. It is valid against the published schema. */
export function exportDocument(document: WorkflowDocument): string {
  return writeYaml(document as unknown as JsonObject)
}
