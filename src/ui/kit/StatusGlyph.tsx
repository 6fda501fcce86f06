import type { ReactNode } from 'react'
import { classes } from '../format/classes.ts'

export type StatusKind = 'healthy' | 'passed' | 'running' | 'asks' | 'risk' | 'failing' | 'unknown' | 'stopped' | 'paused'

/** The shape of a status, 12 px. It is silent: give a `label` wherever no word stands beside it. */
export function StatusGlyph({ kind, size = 12, label }: { kind: StatusKind; size?: number; label?: string }) {
  return (
    <svg
      viewBox="0 0 12 12"
      width={size}
      height={size}
      role={label ? 'img' : undefined}
      aria-label={label}
      aria-hidden={label ? undefined : true}
      className={classes('shrink-0', kind === 'running' && 'animate-arc')}
    >
      {label ? <title>{label}</title> : null}
      {shapes[kind]}
    </svg>
  )
}

const shapes: Record<StatusKind, ReactNode> = {
  healthy: <circle cx="6" cy="6" r="3" fill="var(--ok)" />,
  passed: (
    <>
      <circle cx="6" cy="6" r="6" fill="var(--ok)" />
      <path
        d="m3.4 6.2 1.8 1.8 3.4-3.7"
        fill="none"
        stroke="var(--on-ink)"
        strokeWidth="1.4"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </>
  ),
  running: (
    <>
      <circle cx="6" cy="6" r="5" fill="none" stroke="var(--accent-soft)" strokeWidth="1.8" />
      <path d="M6 1a5 5 0 1 1-4.7 3.3" fill="none" stroke="var(--accent)" strokeWidth="1.8" strokeLinecap="butt" />
    </>
  ),
  asks: (
    <>
      <circle cx="6" cy="6" r="5.2" fill="none" stroke="var(--ink-2)" strokeWidth="1.5" />
      <path d="M6 .8a5.2 5.2 0 0 1 0 10.4Z" fill="var(--ink-2)" />
    </>
  ),
  risk: (
    <>
      <path d="M5.2 1.1 .3 10.2a.9.9 0 0 0 .8 1.3h9.8a.9.9 0 0 0 .8-1.3L6.8 1.1a.9.9 0 0 0-1.6 0Z" fill="var(--warn)" />
      <path d="M6 4.3v3.1" stroke="var(--on-warn)" strokeWidth="1.3" strokeLinecap="round" />
      <circle cx="6" cy="9.4" r=".8" fill="var(--on-warn)" />
    </>
  ),
  failing: (
    <>
      <path d="M5.3.4a1 1 0 0 1 1.4 0l4.9 4.9a1 1 0 0 1 0 1.4l-4.9 4.9a1 1 0 0 1-1.4 0L.4 6.7a1 1 0 0 1 0-1.4Z" fill="var(--bad)" />
      <path d="M6 3.2v3.2" stroke="var(--on-bad)" strokeWidth="1.4" strokeLinecap="round" />
      <circle cx="6" cy="8.7" r=".85" fill="var(--on-bad)" />
    </>
  ),
  unknown: (
    <circle
      cx="6"
      cy="6"
      r="5.1"
      fill="none"
      stroke="var(--ink-3)"
      strokeWidth="1.5"
      strokeDasharray="2.1 2.48"
      strokeDashoffset="1"
      pathLength="32.04"
    />
  ),
  stopped: <circle cx="6" cy="6" r="5" fill="none" stroke="var(--ink-4)" strokeWidth="1.5" />,
  paused: (
    <>
      <circle cx="6" cy="6" r="6" fill="var(--ink-4)" />
      <path d="M4.5 3.9v4.2M7.5 3.9v4.2" stroke="var(--on-ink)" strokeWidth="1.3" strokeLinecap="round" />
    </>
  ),
}
