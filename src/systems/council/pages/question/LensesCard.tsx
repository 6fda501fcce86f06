import { Card } from '#ui/kit/Card.tsx'
import type { Lens } from '../client.ts'
import { LensList } from './LensList.tsx'
import { word } from './words.ts'

/** What rules computed for this question, beside or instead of what minds said. */
export function LensesCard({ lenses, onSee }: { lenses: readonly Lens[]; onSee: (evidence: string) => void }) {
  return (
    <Card title={word('lenses.title')} count={lenses.length} body="rows">
      <p className="border-b border-line-faint px-3.5 py-2 text-small text-ink-3">{word('lenses.computed')}</p>
      <LensList lenses={lenses} onSee={onSee} />
    </Card>
  )
}
