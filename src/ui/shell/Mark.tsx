/** The mark: a ring cut by the now line, the past in ink and the future pale. */
export function Mark({ size = 20 }: { size?: number }) {
  return (
    <svg viewBox="0 0 20 20" width={size} height={size} fill="none" aria-hidden className="shrink-0">
      <path d="M15.4 4.6a7.9 7.9 0 0 1 0 10.8" stroke="var(--ink-4)" strokeWidth="2.2" strokeLinecap="round" />
      <path d="M10.8 2.2a7.9 7.9 0 1 0 0 15.6" stroke="var(--ink)" strokeWidth="2.3" strokeLinecap="round" />
      <path d="M13.2 1.1v17.8" stroke="var(--accent)" strokeWidth="2.2" strokeLinecap="round" />
    </svg>
  )
}
