import type { ReactNode } from 'react'

export interface EmptyStateProps {
  /** What is missing: "No deployments yet". */
  readonly title: string
  /** What to do about it. */
  readonly children: ReactNode
  /** One button, and perhaps a quiet one. */
  readonly actions?: ReactNode
}

export function EmptyState({ title, children, actions }: EmptyStateProps) {
  return (
    <div className="px-5.5 pt-6 pb-5">
      <svg viewBox="0 0 152 20" width="152" height="20" aria-hidden className="mb-5 block">
        <path d="M0 10h102" stroke="var(--line-strong)" strokeWidth="2" />
        <path d="M108 10h44" stroke="var(--ink-4)" strokeWidth="1.5" strokeDasharray="1.5 3.5" />
        <path d="M103 0v20" stroke="var(--accent)" strokeWidth="2" />
      </svg>
      <h3 className="font-strong">{title}</h3>
      <div className="max-w-96 text-ink-2">{children}</div>
      {actions ? <div className="mt-3.5 flex flex-wrap gap-2">{actions}</div> : null}
    </div>
  )
}
