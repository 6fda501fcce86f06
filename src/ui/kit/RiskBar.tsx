import { word } from './words.ts'

/** A risk from 0 to 100 as bar and figure. Colour only where it matters; unknown says so. */
export function RiskBar({ risk }: { risk: number | null | undefined }) {
  if (risk == null) return <span className="text-ink-3">{word('risk.unknown')}</span>
  const tone = risk >= 60 ? 'bg-bad' : risk >= 45 ? 'bg-warn' : 'bg-ink-4'
  return (
    <span className="inline-flex items-center justify-end gap-2.5">
      <span aria-hidden className="h-[3px] w-11 overflow-hidden rounded-full bg-active">
        <span className={`block h-full rounded-full ${tone}`} style={{ width: `${Math.min(100, Math.max(3, risk))}%` }} />
      </span>
      <span className="min-w-4 text-right tabular-nums">{Math.round(risk)}</span>
    </span>
  )
}
