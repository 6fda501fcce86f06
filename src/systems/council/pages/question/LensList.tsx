import { formatNumber } from '#ui/format/number.ts'
import { Link } from '#ui/kit/Link.tsx'
import type { Lens } from '../client.ts'

/** What each mind's rules computed, line by line, each line leading to its record. */
export function LensList({ lenses, onSee }: { lenses: readonly Lens[]; onSee?: (evidence: string) => void }) {
  return (
    <ul className="hairlines">
      {lenses.map((lens) => (
        <li key={lens.persona} className="px-3.5 py-2.5">
          <div className="flex flex-wrap items-baseline gap-x-3">
            <span className="w-24 shrink-0 text-ink-3">{lens.name}</span>
            <span className="min-w-0 flex-1 max-desk:basis-full">{lens.headline}</span>
            {lens.value === null ? null : (
              <span className="font-strong tabular-nums">
                {formatNumber(lens.value, Number.isInteger(lens.value) ? 0 : 2)}
                {lens.unit ? <span className="font-text text-ink-3"> {lens.unit}</span> : null}
              </span>
            )}
          </div>
          {lens.lines.length > 0 ? (
            <ul className="mt-0.5 grid gap-0.5 text-small text-ink-2 desk:ml-27">
              {lens.lines.map((line, index) => (
                <li key={index}>
                  <Line line={line} onSee={onSee} />
                </li>
              ))}
            </ul>
          ) : null}
        </li>
      ))}
    </ul>
  )
}

function Line({ line, onSee }: { line: Lens['lines'][number]; onSee: ((evidence: string) => void) | undefined }) {
  const { evidence, link, text } = line
  if (evidence && onSee) {
    return (
      <button type="button" onClick={() => onSee(evidence)} className="evidence rounded-mark text-left hover:text-ink">
        {text}
      </button>
    )
  }
  return link ? (
    <Link href={link} className="evidence rounded-mark hover:text-ink">
      {text}
    </Link>
  ) : (
    text
  )
}
