export type Trust = 'owner' | 'system' | 'connected' | 'untrusted'

/** A fact that the computed lenses read; null is unknown. */
export type Fact = number | string | boolean | null

/** A piece of evidence before it has a place in the pack. */
export interface EvidenceDraft {
  readonly source: string
  /** The operation that told it, and whose right decides who may see it. */
  readonly operation: string
  readonly permission: string
  readonly project: string | null
  /** What it is about, as lenses name it. */
  readonly words: readonly string[]
  readonly title: string
  readonly text: string
  readonly link: string | null
  readonly at: Date
  readonly trust: Trust
  readonly facts: Readonly<Record<string, Fact>>
}

export interface GatherFrame {
  /** Id of the project the question is about; null for the whole portfolio. */
  readonly project: string | null
  readonly now: Date
}

/** What a reader of an answer does not know by itself is filled in from the source and its operation. */
export type PartialDraft = Pick<EvidenceDraft, 'words' | 'title' | 'text' | 'facts'> &
  Partial<Pick<EvidenceDraft, 'link' | 'at' | 'project' | 'trust'>>

/** One with its id, as the pack froze it. */
export interface EvidenceItem extends EvidenceDraft {
  readonly id: string
  readonly position: number
  readonly hash: string
  readonly tokens: number
  /** Why the minds do not read it; null when they do. */
  readonly cut: string | null
}

/** Whether a lens such as `projects` or `projects:risk` takes this evidence in. */
export function inLens(lens: string, item: Pick<EvidenceDraft, 'source' | 'words'>): boolean {
  const [source, word] = lens.split(':')
  return source === item.source && (word === undefined || item.words.includes(word))
}
