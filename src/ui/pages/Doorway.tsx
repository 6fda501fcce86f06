import type { ReactNode } from 'react'
import { Mark } from '../shell/Mark.tsx'

/** The frame of pages that stand before the app: sign in, set up, no answer. */
export function Doorway({ title, lead, children }: { title: string; lead?: ReactNode; children: ReactNode }) {
  return (
    <main className="grid min-h-dvh grid-cols-1 place-items-center bg-canvas p-4">
      <div className="w-full max-w-[380px]">
        <div className="mb-5 flex items-center gap-2.5 pl-1">
          <Mark size={24} />
          <span className="text-title font-title tracking-tight">Optimus</span>
        </div>
        <section className="rounded-dialog border border-line bg-raised p-6">
          <h1 className="text-page font-title tracking-title">{title}</h1>
          {lead ? <p className="mt-0.5 text-ink-3">{lead}</p> : null}
          <div className="mt-5">{children}</div>
        </section>
        <Timeline />
      </div>
    </main>
  )
}

/** Past solid, now, future dotted. */
function Timeline() {
  return (
    <svg viewBox="0 0 380 24" className="mt-8 block w-full" aria-hidden>
      <path d="M0 12h250" stroke="var(--line-strong)" strokeWidth="1.5" />
      <path d="M258 12h122" stroke="var(--ink-4)" strokeWidth="1.2" strokeDasharray="1.2 4" />
      <path d="M253 2v20" stroke="var(--accent)" strokeWidth="1.6" />
    </svg>
  )
}
