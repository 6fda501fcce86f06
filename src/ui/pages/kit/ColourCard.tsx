import { Card } from '../../kit/Card.tsx'
import { word } from './words.ts'

const groups: readonly (readonly (readonly [name: string, token: string])[])[] = [
  ['canvas', 'surface', 'raised', 'sunken'].map((name) => [name, name] as const),
  ['ink', 'ink-2', 'ink-3', 'ink-4'].map((name) => [name, name] as const),
  ['accent', 'ok', 'warn', 'bad'].map((name) => [name, name] as const),
  ['c1', 'c2', 'c3', 'c4', 'c5', 'c6'].map((name, index) => [name, `chart-${index + 1}`] as const),
]

export function ColourCard() {
  return (
    <Card title={word('colour')}>
      <div className="grid gap-2.5">
        {groups.map((group) => (
          <div key={group[0]?.[0]} className="flex gap-1.5">
            {group.map(([name, token]) => (
              <div key={name} className="min-w-0 flex-1">
                <div className="h-7.5 rounded-control border border-line" style={{ background: `var(--${token})` }} />
                <span className="font-mono text-micro text-ink-3">{name}</span>
              </div>
            ))}
          </div>
        ))}
      </div>
    </Card>
  )
}
