import type { ReactNode } from 'react'

export interface StatProps {
  readonly label: string
  readonly value: ReactNode
  readonly unit?: string
  /** A sparkline or bar at the right. */
  readonly picture?: ReactNode
}

/** One figure of a strip. */
export function Stat({ label, value, unit, picture }: StatProps) {
  return (
    <div className="flex min-w-0 flex-1 items-end justify-between gap-4 px-4 py-2.5 first:pl-0 max-desk:min-w-40">
      <dl className="min-w-0">
        <dt className="truncate text-small text-ink-3">{label}</dt>
        <dd className="flex items-baseline gap-1 whitespace-nowrap">
          <span className="text-page font-title tracking-title tabular-nums">{value}</span>
          {unit ? <span className="text-small text-ink-3">{unit}</span> : null}
        </dd>
      </dl>
      {picture ? <div className="mb-1 shrink-0">{picture}</div> : null}
    </div>
  )
}

/** Figures side by side between two lines. */
export function StatStrip({ children }: { children: ReactNode }) {
  return <div className="flex divide-x divide-line overflow-x-auto border-b border-line [scrollbar-width:none]">{children}</div>
}
