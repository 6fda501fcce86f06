import { Button } from '../kit/Button.tsx'
import { Doorway } from './Doorway.tsx'
import { word } from './words.ts'

/** Nothing answers, and nothing was read before. */
export function OfflinePage({ onRetry, problem }: { onRetry: () => void; problem: string }) {
  return (
    <Doorway title={word('offline.title')} lead={problem}>
      <p className="mb-4 text-ink-2">{word('offline.body', { host: location.host })}</p>
      <Button variant="primary" onClick={onRetry}>
        {word('offline.action')}
      </Button>
    </Doorway>
  )
}
