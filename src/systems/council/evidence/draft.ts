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
