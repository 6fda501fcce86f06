import { formatShare } from '../format/number.ts'

/** How far something is; without a total it says that it moves, not how far. */
export function ProgressBar({ label, done, total }: { label: string; done: number; total: number | null }) {
  const share = total ? Math.min(1, Math.max(0, done / total)) : null
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={share === null ? undefined : Math.floor(share * 100)}
      aria-valuetext={share === null ? undefined : formatShare(Math.floor(share * 100) / 100)}
      className="h-[3px] overflow-hidden rounded-full bg-active"
    >
      <div
        className={share === null ? 'hatch h-full' : 'h-full rounded-full bg-accent'}
        style={share === null ? undefined : { width: `${share * 100}%` }}
      />
    </div>
  )
}
