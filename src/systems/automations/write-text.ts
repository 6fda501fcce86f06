import type { WorkflowDocument } from './language/model/document.ts'

interface Written {
  readonly text: string
  readonly form: 'friendly' | 'standard'
  readonly reason: string | null
}

/** A definition as text. What only the DSL can say is written as a document, with the reason. */
export async function writeText(document: WorkflowDocument, form: 'friendly' | 'standard'): Promise<Written> {
  const { decompile, exportDocument } = await import('./language/decompile.ts')
  return form === 'friendly' ? decompile(document) : { text: exportDocument(document), form, reason: null }
}
