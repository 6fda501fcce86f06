import type { ReactNode } from 'react'
import { Monogram } from './Monogram.tsx'

export interface EntityHeaderProps {
  readonly id: string
  readonly name: string
  readonly badges?: ReactNode
  /** Path, description. */
  readonly lead?: ReactNode
  readonly actions?: ReactNode
}

/** What a page is about: monogram, name, badges, and what can be done with it. */
export function EntityHeader({ id, name, badges, lead, actions }: EntityHeaderProps) {
  return (
    <div className="flex flex-wrap items-center gap-x-3.5 gap-y-3">
      <Monogram id={id} name={name} size={36} />
      <div className="min-w-0 flex-1">
        <div className="flex min-w-0 flex-wrap items-center gap-x-2.5 gap-y-1">
          <h2 className="min-w-0 truncate text-page font-title tracking-title">{name}</h2>
          {badges}
        </div>
        {lead ? <div className="truncate text-small text-ink-3">{lead}</div> : null}
      </div>
      {actions ? <div className="flex gap-2 max-desk:w-full max-desk:overflow-x-auto">{actions}</div> : null}
    </div>
  )
}
