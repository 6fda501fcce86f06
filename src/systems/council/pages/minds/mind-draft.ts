import type { Mind } from '../client.ts'

/** What stands in the form, as typed. */
export interface MindDraft {
  readonly name: string
  readonly duty: string
  readonly artefact: string
  readonly lens: string
  readonly model: string
  readonly weight: string
  readonly enabled: boolean
}

export const emptyMind: MindDraft = { name: '', duty: '', artefact: '', lens: '', model: '', weight: '1', enabled: true }

export function draftOf(mind: Pick<Mind, 'name' | 'duty' | 'artefact' | 'lens' | 'model' | 'weight' | 'enabled'>): MindDraft {
  return { ...mind, lens: mind.lens.join('\n'), model: mind.model ?? '', weight: String(mind.weight) }
}

/** The content to send; null while the weight is no number that counts. */
export function contentOf(draft: MindDraft) {
  const weight = Number(draft.weight.trim())
  if (draft.weight.trim() === '' || !(weight >= 0 && weight <= 10)) return null
  const lens = draft.lens.split(/[\s,]+/).filter(Boolean)
  return {
    name: draft.name,
    duty: draft.duty,
    artefact: draft.artefact,
    lens,
    model: draft.model.trim() || null,
    weight,
    enabled: draft.enabled,
  }
}
