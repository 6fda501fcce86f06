import type { ReactNode } from 'react'
import { Popover } from './Popover.tsx'
import { word } from './words.ts'

export interface Fact {
  readonly label: string
  readonly value: ReactNode
  /** Where it comes from, short: `package.json:31`. */
  readonly source?: string
  /** The evidence itself, shown when the source is opened. */
  readonly evidence?: ReactNode
}

/** Label, value and the source that proves it. */
export function Facts({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl className="hairlines">
      {facts.map((fact, index) => (
        <div key={`${fact.label} ${index}`} className="flex min-h-[30px] items-center gap-3 px-3.5 py-1 pointer-coarse:min-h-(--touch)">
          <dt className="w-[104px] shrink-0 text-ink-3">{fact.label}</dt>
          <dd className="flex min-w-0 flex-1 items-center gap-3 max-desk:flex-wrap max-desk:gap-y-0">
            <span className="min-w-0 flex-1 truncate max-desk:min-w-32 max-desk:whitespace-normal">{fact.value}</span>
            {fact.source ? <Source fact={fact} source={fact.source} /> : null}
          </dd>
        </div>
      ))}
    </dl>
  )
}

function Source({ fact, source }: { fact: Fact; source: string }) {
  if (!fact.evidence) return <span className="shrink-0 font-mono text-small text-ink-3">{source}</span>
  return (
    <Popover
      label={`${word('facts.source')}: ${fact.label}`}
      align="end"
      trigger={(props) => (
        <button
          type="button"
          {...props}
          aria-label={`${word('facts.source')} ${source}`}
          className="evidence shrink-0 rounded-mark font-mono text-small text-ink-3 hover:text-ink"
        >
          {source}
        </button>
      )}
    >
      {fact.evidence}
    </Popover>
  )
}
