import { createHash } from 'node:crypto'
import { canonical } from '../learning/canonical.ts'
import { quoteLine } from './quote.ts'
import { inLens, type EvidenceDraft, type EvidenceItem, type Trust } from './draft.ts'

export interface PackLimits {
  /** Tokens that all evidence together may take. */
  readonly tokens: number
  readonly tokensOf: (text: string) => number
  readonly now: Date
  /** Words of the question. */
  readonly text: string
  /** The lenses of everybody convened. */
  readonly lenses: readonly (readonly string[])[]
  /** Whether the text holds what must not leave the house. */
  readonly holdsSecret: (text: string) => boolean
}

const mostItems = 60
const longestText = 4000
const trusted: Readonly<Record<Trust, number>> = { owner: 1, system: 1, connected: 0.8, untrusted: 0.5 }

/**
 * Picks what the minds read: relevance × recency × trust for each token, until the budget is spent. What is cut stays in
 * the list with the reason. Equal drafts give equal bytes.
 */
export function packEvidence(drafts: readonly EvidenceDraft[], limits: PackLimits): EvidenceItem[] {
  const wanted = wordsOf(limits.text)
  const sized = drafts.map((draft) => {
    const text = draft.text.length > longestText ? `${draft.text.slice(0, longestText - 1)}…` : draft.text
    const tokens = limits.tokensOf(asQuote({ ...draft, text }))
    const value = relevance(draft, wanted, limits.lenses) * recency(draft.at, limits.now) * trusted[draft.trust]
    return { draft: { ...draft, text }, tokens, worth: value / Math.sqrt(tokens) }
  })
  const ranked = sized.sort((left, right) => right.worth - left.worth || (left.draft.title < right.draft.title ? -1 : 1))
  let spent = 0
  let kept = 0
  return ranked.map(({ draft, tokens }, index) => {
    const cut = whyCut(draft, { secret: limits.holdsSecret, room: limits.tokens - spent, tokens, kept })
    if (cut === null) {
      spent += tokens
      kept += 1
    }
    return { ...draft, id: `E${index + 1}`, position: index + 1, hash: hashOf(draft), tokens, cut }
  })
}

/** SHA-256 over what a mind reads of it, so that a later change of the record shows. */
function hashOf({ source, operation, title, text, trust, at }: EvidenceDraft): string {
  return createHash('sha256')
    .update(canonical({ source, operation, title, text, trust, at: at.toISOString() }))
    .digest('hex')
}

function whyCut(
  draft: EvidenceDraft,
  facts: { secret: PackLimits['holdsSecret']; room: number; tokens: number; kept: number },
): string | null {
  if (facts.secret(asQuote(draft)) || facts.secret(draft.text)) return 'It holds what looks like a secret, which never goes to a model.'
  if (facts.kept >= mostItems) return `The pack holds ${mostItems} pieces at most.`
  return facts.tokens > facts.room ? `It has ${facts.tokens} tokens, and the pack had ${Math.max(0, facts.room)} left.` : null
}

/** As it would be sent: escaping makes other words of a text than it had. */
function asQuote({ source, trust, at, title, text }: EvidenceDraft): string {
  return quoteLine({ id: 'E0', source, trust, at: at.toISOString(), title, text })
}

function relevance(draft: EvidenceDraft, wanted: ReadonlySet<string>, lenses: PackLimits['lenses']): number {
  const own = wordsOf(`${draft.title} ${draft.text}`)
  const hits = [...wanted].filter((word) => own.has(word)).length
  const overlap = wanted.size === 0 ? 0 : hits / wanted.size
  const readers = lenses.filter((lens) => lens.some((one) => inLens(one, draft))).length
  return 0.2 + 2 * overlap + 0.15 * readers
}

/** Half of its worth after 60 days; old precedent still counts a little. */
function recency(at: Date, now: Date): number {
  const days = Math.max(0, (now.getTime() - at.getTime()) / 86_400_000)
  return 0.3 + 0.7 * 0.5 ** (days / 60)
}

function wordsOf(text: string): Set<string> {
  return new Set(text.toLowerCase().match(/[\p{L}\p{N}][\p{L}\p{N}.-]{2,}/gu) ?? [])
}
