import { RotateCcw } from 'lucide-react'
import { useState } from 'react'
import { useList } from '#ui/client/use-list.ts'
import { useMutationOf } from '#ui/client/use-mutation-of.ts'
import { useOperation } from '#ui/client/use-operation.ts'
import { classes } from '#ui/format/classes.ts'
import { Badge } from '#ui/kit/Badge.tsx'
import { Button } from '#ui/kit/Button.tsx'
import { RelativeTime } from '#ui/kit/RelativeTime.tsx'
import { SkeletonRows } from '#ui/kit/Skeleton.tsx'
import { notify } from '#ui/kit/toast-store.ts'
import { automations, type Automation, type Difference } from '../client.ts'
import { word } from '../words.ts'

/** Every version, and what the chosen one changed in meaning; an older one can become the current one again. */
export function HistoryPanel({ automation }: { automation: Automation }) {
  const versions = useList(automations, 'versions', { automation: automation.id, limit: 50, sort: '-number' })
  const [open, setOpen] = useState(automation.number)
  if (!versions.data) return <SkeletonRows rows={4} />
  return (
    <ul className="hairlines">
      {versions.data.map((version) => (
        <li key={version.number} className={classes('px-4 py-2.5', version.number === open && 'bg-selected')}>
          <button
            type="button"
            aria-expanded={version.number === open}
            onClick={() => setOpen(version.number)}
            className="flex w-full min-w-0 items-center gap-2 rounded-mark text-left"
          >
            <span className="font-strong">{word('history.number', { number: version.number })}</span>
            {version.number === automation.number ? <Badge>{word('history.current')}</Badge> : null}
            <span className="min-w-0 flex-1 truncate text-ink-2">
              {version.note ? word('history.by', { who: version.savedBy, note: version.note }) : version.savedBy}
            </span>
            <RelativeTime at={version.savedAt} className="text-small text-ink-3" />
          </button>
          {version.number === open ? <Version automation={automation} number={version.number} /> : null}
        </li>
      ))}
    </ul>
  )
}

function Version({ automation, number }: { automation: Automation; number: number }) {
  const before = number - 1
  const compared = useOperation(automations, 'compareVersions', before > 0 ? { automation: automation.id, from: before, to: number } : null)
  const restore = useMutationOf(automations, 'restoreVersion', {
    done: (saved) => notify({ kind: 'passed', title: word('history.restored', { number: saved.number }) }),
  })
  return (
    <div className="mt-2 grid gap-2">
      {before === 0 ? <p className="text-ink-3">{word('history.first')}</p> : null}
      {compared.data && before > 0 ? <Differences differences={compared.data.differences} /> : null}
      {number === automation.number ? null : (
        <div>
          <Button
            size="small"
            icon={RotateCcw}
            busy={restore.isPending && word('history.restore')}
            onClick={() => restore.mutate({ automation: automation.id, number })}
          >
            {word('history.restore')}
          </Button>
        </div>
      )}
    </div>
  )
}

function Differences({ differences }: { differences: readonly Difference[] }) {
  if (differences.length === 0) return <p className="text-ink-3">{word('history.same')}</p>
  return (
    <ul aria-label={word('history.compare')} className="grid gap-1">
      {differences.map((difference) => (
        <li key={`${difference.kind} ${difference.about} ${difference.name}`} className="flex gap-2">
          <span aria-hidden className="w-3 shrink-0 text-center font-mono text-ink-3">
            {signs[difference.kind]}
          </span>
          <span className="min-w-0 text-pretty break-words">{difference.sentence}</span>
        </li>
      ))}
    </ul>
  )
}

const signs = { added: '+', removed: '−', changed: '~', moved: '↕' } as const
