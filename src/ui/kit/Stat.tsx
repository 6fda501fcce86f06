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
    <div className="flex min-w-0 flex-1 items-end justify-between gap-4 px-4 py-2.5 first:pl-0 max-desk:px-0">
      <dl className="min-w-0">
        <dt className="truncate text-small text-ink-3">{label}</dt>
        <dd className="flex items-baseline gap-1 whitespace-nowrap">
          <span className="text-page font-title tracking-title tabular-nums">{value}</span>
          {unit ? <span className="text-small text-ink-3">{unit}</span> : null}
        </dd>
      </dl>
      {picture ? <div className="mb-1 shrink-0 max-desk:hidden">{picture}</div> : null}
    </div>
  )
}

/** Figures side by side between two lines. */
export function StatStrip({ children }: { children: ReactNode }) {
  return (
    <div className="border-b border-line max-desk:grid max-desk:grid-cols-2 max-desk:gap-x-4 desk:flex desk:divide-x desk:divide-line">
      {children}
    </div>
  )
}
