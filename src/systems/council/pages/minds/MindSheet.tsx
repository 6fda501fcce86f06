import { useState } from 'react'
import type { OutputFor } from '#ui/client/client.ts'
import { asProblem, type ProblemError } from '#ui/client/problem.ts'
import { useMutationOf } from '#ui/client/use-mutation-of.ts'
import { useOperation } from '#ui/client/use-operation.ts'
import { Button } from '#ui/kit/Button.tsx'
import { Sheet } from '#ui/kit/Dialog.tsx'
import { ErrorState } from '#ui/kit/ErrorState.tsx'
import { Facts } from '#ui/kit/Facts.tsx'
import { Form } from '#ui/kit/Form.tsx'
import { Link } from '#ui/kit/Link.tsx'
import { RelativeTime } from '#ui/kit/RelativeTime.tsx'
import { SkeletonRows } from '#ui/kit/Skeleton.tsx'
import { StatusGlyph } from '#ui/kit/StatusGlyph.tsx'
import type { contract } from '../../contract.ts'
import { council } from '../client.ts'
import { useMay } from '../use-may.ts'
import { MindFields } from './MindFields.tsx'
import { contentOf, draftOf } from './mind-draft.ts'
import { word } from './words.ts'

type Detail = OutputFor<typeof contract, 'getPersona'>

/** A mind: what it has to do, how it did, and what it was before. */
export function MindSheet({ id, onClose }: { id: string; onClose: () => void }) {
  const found = useOperation(council, 'getPersona', { persona: id })
  const mind = found.data?.id === id ? found.data : undefined
  return (
    <Sheet open onClose={onClose} title={word('sheet.title', { name: mind?.name ?? '…' })}>
      {mind ? (
        <div className="grid gap-4">
          <div className="-mx-3.5">
            <Facts
              facts={[
                {
                  label: word('head.model'),
                  value: <span className="font-mono text-small">{mind.speaksWith ?? word('no_model')}</span>,
                },
                {
                  label: word('sheet.score'),
                  value: (
                    <Link href={`/council/calibration?voter=${id}`} className="evidence rounded-mark hover:text-ink-2">
                      {word('sheet.score.open')}
                    </Link>
                  ),
                },
              ]}
            />
          </div>
          {mind.warnings.map((warning) => (
            <p key={warning} className="flex gap-2 text-small">
              <StatusGlyph kind="risk" />
              <span className="min-w-0 text-pretty">{warning}</span>
            </p>
          ))}
          <MindForm key={mind.version} mind={mind} onSaved={onClose} />
          <Versions mind={mind} />
        </div>
      ) : found.error ? (
        <ErrorState what={word('sheet.missing')} problem={asProblem(found.error)} onRetry={() => void found.refetch()} />
      ) : (
        <SkeletonRows rows={5} />
      )}
    </Sheet>
  )
}

function MindForm({ mind, onSaved }: { mind: Detail; onSaved: () => void }) {
  const mayShape = useMay('personas')
  const [draft, setDraft] = useState(() => draftOf(mind))
  const [tried, setTried] = useState(false)
  const [problem, setProblem] = useState<ProblemError | null>(null)
  const save = useMutationOf(council, 'updatePersona', { version: mind.version, done: onSaved, failed: setProblem })
  if (!mayShape) {
    return (
      <>
        <p className="text-pretty">{mind.duty}</p>
        <p className="text-ink-2">{mind.artefact}</p>
      </>
    )
  }
  const submit = () => {
    setTried(true)
    const content = contentOf(draft)
    if (content) save.mutate({ persona: mind.id, ...content })
  }
  return (
    <Form
      onSubmit={submit}
      problem={problem && problem.errors.length === 0 ? problem.message : null}
      wrong={problem?.errors.length ?? 0}
      actions={
        <Button type="submit" variant="primary" busy={save.isPending && word('saving')}>
          {word('save')}
        </Button>
      }
    >
      {mind.builtIn ? <p className="text-small text-ink-3">{word('sheet.built_in')}</p> : null}
      <MindFields draft={draft} change={(part) => setDraft((old) => ({ ...old, ...part }))} problem={problem} tried={tried} />
    </Form>
  )
}

function Versions({ mind }: { mind: Detail }) {
  return (
    <section>
      <h3 className="mb-1 font-strong">{word('sheet.versions')}</h3>
      <ul className="hairlines">
        {mind.versions.map((version) => (
          <li key={version.version} className="py-1.5">
            <details>
              <summary className="rounded-mark">
                {word('sheet.version', { version: version.version, who: version.changedBy })}{' '}
                <RelativeTime at={version.changedAt} className="text-small text-ink-3" />
              </summary>
              <p className="mt-1 text-small text-ink-2">{version.duty}</p>
              <p className="text-small text-ink-3">{version.artefact}</p>
              {version.lens.length > 0 ? <p className="font-mono text-micro text-ink-3">{version.lens.join(' ')}</p> : null}
            </details>
          </li>
        ))}
      </ul>
    </section>
  )
}
