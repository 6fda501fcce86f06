import { Badge, type BadgeTone } from '#ui/kit/Badge.tsx'
import type { ForeseenCall } from '../client.ts'
import { word } from '../words.ts'

/** What would be called, in its order, and what each call does to the world. */
export function CallList({ calls }: { calls: readonly ForeseenCall[] }) {
  return (
    <ol className="hairlines">
      {calls.map((call, index) => (
        <li key={`${call.task} ${index}`} className="grid gap-0.5 py-1.5">
          <span className="flex min-w-0 items-center gap-2">
            <span className="min-w-0 flex-1 truncate font-mono text-small">{call.what}</span>
            <Badge tone={tones[call.effect]}>{word(`effect.${call.effect}`)}</Badge>
          </span>
          <span className="truncate text-small text-ink-3" title={JSON.stringify(call.input)}>
            {[call.step, JSON.stringify(call.input)].filter(Boolean).join(' · ')}
          </span>
        </li>
      ))}
    </ol>
  )
}

const tones: Readonly<Record<ForeseenCall['effect'], BadgeTone>> = { read: 'outline', write: 'plain', outside: 'warn', danger: 'bad' }
