import type { RunRow } from './client.ts'
import { word } from './words.ts'

const most = 30

/** The last runs as bars, the newest at the right: what went well is low and grey, what failed stands out. */
export function RunStrip({ runs }: { runs: readonly Pick<RunRow, 'state'>[] }) {
  const shown = runs.slice(0, most).toReversed()
  if (shown.length === 0) return null
  const failed = shown.filter(({ state }) => state === 'failed').length
  return (
    <svg
      role="img"
      aria-label={word('strip.label', { count: shown.length, failed })}
      width={shown.length * 6}
      height={16}
      className="block shrink-0"
    >
      {shown.map(({ state }, index) => {
        const { tall, fill } = looks[state]
        return <rect key={index} x={index * 6} y={16 - tall} width={5} height={tall} rx={1} fill={fill} />
      })}
    </svg>
  )
}

const open = { tall: 16, fill: 'var(--accent)' }
const looks: Readonly<Record<RunRow['state'], { readonly tall: number; readonly fill: string }>> = {
  done: { tall: 6, fill: 'var(--ink-4)' },
  failed: { tall: 16, fill: 'var(--bad)' },
  cancelled: { tall: 6, fill: 'var(--line-strong)' },
  paused: { tall: 11, fill: 'var(--ink-3)' },
  waiting: open,
  running: open,
}
