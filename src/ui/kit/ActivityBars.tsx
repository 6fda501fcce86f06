import { word } from './words.ts'

/** One bar for each day, the newest at the right and in ink; a day without anything is a dot on the line. */
export function ActivityBars({
  days,
  height = 16,
  bar = 2,
  gap = 1,
}: {
  days: readonly number[]
  height?: number
  bar?: number
  gap?: number
}) {
  const most = Math.max(1, ...days)
  const total = days.reduce((sum, day) => sum + day, 0)
  const width = days.length * (bar + gap) - gap
  return (
    <svg
      role="img"
      aria-label={word('activity.label', { count: days.length, total, most: Math.max(0, ...days) })}
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      className="block max-w-full"
    >
      {days.map((count, day) => {
        const tall = count === 0 ? 1 : Math.max(2, Math.round((count / most) * height))
        const newest = day === days.length - 1 && count > 0
        return (
          <rect
            key={day}
            x={day * (bar + gap)}
            y={height - tall}
            width={bar}
            height={tall}
            rx={count === 0 ? 0 : 0.5}
            fill={newest ? 'var(--ink)' : 'var(--ink-4)'}
            opacity={count === 0 ? 0.5 : 1}
          />
        )
      })}
    </svg>
  )
}
