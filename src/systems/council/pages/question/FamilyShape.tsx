import type { ReactNode } from 'react'

/** The family of a model as a shape, silent: its name stands beside it. People, and minds without a model, are a ring. */
export function FamilyShape({ family, tone = 'var(--ink-3)', size = 9 }: { family: number | null; tone?: string; size?: number }) {
  return (
    <svg viewBox="0 0 10 10" width={size} height={size} aria-hidden className="shrink-0">
      {family === null ? (
        <circle cx="5" cy="5" r="4" fill="none" stroke={tone} strokeWidth="1.4" />
      ) : (
        shapes[family % shapes.length]?.(tone)
      )}
    </svg>
  )
}

const shapes: readonly ((fill: string) => ReactNode)[] = [
  (fill) => <circle cx="5" cy="5" r="4.4" fill={fill} />,
  (fill) => <path d="M5 .6 9.8 9.2H.2Z" fill={fill} />,
  (fill) => <rect x="1" y="1" width="8" height="8" fill={fill} />,
  (fill) => <path d="M5 0 10 5 5 10 0 5Z" fill={fill} />,
  (fill) => <path d="M5 .4 9.8 3.9 8 9.5H2L.2 3.9Z" fill={fill} />,
  (fill) => <path d="M3.2 0h3.6v3.2H10v3.6H6.8V10H3.2V6.8H0V3.2h3.2Z" fill={fill} />,
]
