import type { Question } from '../client.ts'

/** E1, E3: each opens the piece, where the reader may see it. */
export function EvidenceChips({ ids, question, onSee }: { ids: readonly string[]; question: Question; onSee: (id: string) => void }) {
  const seen = new Map(question.evidence.map((item) => [item.id, item.title]))
  return (
    <span className="inline-flex flex-wrap gap-1">
      {ids.map((id) =>
        seen.has(id) ? (
          <button
            key={id}
            type="button"
            title={seen.get(id)}
            onClick={() => onSee(id)}
            className="inline-flex h-[18px] items-center rounded-mark border border-line-strong px-[5px] font-mono text-micro text-ink-2 hover:bg-hover hover:text-ink pointer-coarse:h-7 pointer-coarse:px-2 pointer-coarse:text-small"
          >
            {id}
          </button>
        ) : (
          <span
            key={id}
            className="inline-flex h-[18px] items-center rounded-mark border border-dashed border-line px-[5px] font-mono text-micro text-ink-3"
          >
            {id}
          </span>
        ),
      )}
    </span>
  )
}
