import { formatExact } from '#ui/format/time.ts'
import { Button } from '#ui/kit/Button.tsx'
import { CodeBlock } from '#ui/kit/CodeBlock.tsx'
import { Sheet } from '#ui/kit/Dialog.tsx'
import { Facts, type Fact } from '#ui/kit/Facts.tsx'
import { ButtonLink } from '#ui/kit/Link.tsx'
import { Outcome } from './AuditCells.tsx'
import type { AuditEntry } from './client.ts'
import { word } from './words.ts'

interface EntrySheetProps {
  readonly entry: AuditEntry | undefined
  readonly who: (entry: AuditEntry) => string
  readonly projectOf: (id: string) => string
  readonly onPerson: (person: string) => void
  readonly onClose: () => void
}

/** One entry with all that is kept of it. */
export function EntrySheet({ entry, who, projectOf, onPerson, onClose }: EntrySheetProps) {
  if (!entry) return null
  const { person } = entry
  return (
    <Sheet open onClose={onClose} title={entry.operation} description={`${who(entry)}, ${formatExact(entry.at)}`}>
      <div className="-mx-3.5 grid gap-4">
        <Facts facts={factsOf(entry, projectOf)} />
        {Object.keys(entry.input).length > 0 ? (
          <div className="grid gap-1.5 px-3.5">
            <h3 className="text-small font-strong">{word('sheet.input')}</h3>
            <CodeBlock label={word('sheet.input')} text={JSON.stringify(entry.input, null, 2)} />
          </div>
        ) : null}
        {person ? (
          <div className="flex flex-wrap gap-2 px-3.5">
            <ButtonLink href={`/settings/access?person=${person}&operation=${entry.operation}`}>{word('sheet.why')}</ButtonLink>
            <Button onClick={() => onPerson(person)}>{word('sheet.only')}</Button>
          </div>
        ) : null}
      </div>
    </Sheet>
  )
}

function factsOf(entry: AuditEntry, projectOf: (id: string) => string): readonly Fact[] {
  const mono = (text: string) => <span className="font-mono text-small">{text}</span>
  const known: readonly (Fact | null)[] = [
    { label: word('outcome'), value: <Outcome outcome={entry.outcome} /> },
    entry.error ? { label: word('sheet.error'), value: mono(entry.error) } : null,
    entry.project ? { label: word('project'), value: projectOf(entry.project) } : null,
    { label: word('surface'), value: entry.surface },
    entry.address ? { label: word('address'), value: mono(entry.address) } : null,
    { label: word('sheet.credential'), value: mono(entry.actor) },
    { label: word('sheet.request'), value: mono(entry.requestId) },
    { label: word('sheet.id'), value: mono(entry.id) },
  ]
  return known.filter((fact) => fact !== null)
}
