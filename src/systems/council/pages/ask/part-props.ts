import type { Draft } from './draft.ts'

/** What each part of the form gets. */
export interface PartProps {
  readonly draft: Draft
  readonly change: (part: Partial<Draft>) => void
  /** The sentence of a field's fault, once sending was tried. */
  readonly said: (field: keyof Draft) => string | undefined
}
