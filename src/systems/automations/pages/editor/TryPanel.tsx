import { FlaskConical } from 'lucide-react'
import { useMutationOf } from '#ui/client/use-mutation-of.ts'
import { SchemaForm } from '#ui/form/SchemaForm.tsx'
import { AlertStrip } from '#ui/kit/AlertStrip.tsx'
import { Button } from '#ui/kit/Button.tsx'
import { CodeBlock } from '#ui/kit/CodeBlock.tsx'
import { Status } from '#ui/kit/Status.tsx'
import type { OutputFor } from '#ui/client/client.ts'
import type { contract } from '../../contract.ts'
import { automations, type Validation } from '../client.ts'
import { CallList } from '../runs/CallList.tsx'
import { inputSchema } from '../StartDialog.tsx'
import { word } from '../words.ts'

type DryRun = OutputFor<typeof contract, 'dryRun'>

/** What a run of this text would call, and what would be undone should it fail: nothing is called. */
export function TryPanel({ text, validation }: { text: string; validation: Validation | undefined }) {
  const tried = useMutationOf(automations, 'dryRun')
  const fields = validation?.fields ?? []
  return (
    <div className="grid gap-4 p-4">
      <p className="text-ink-2">{word('try.body')}</p>
      <SchemaForm
        key={JSON.stringify(fields)}
        schema={inputSchema(fields)}
        onSubmit={(inputs) => tried.mutate({ text, inputs })}
        actions={
          <Button
            type="submit"
            icon={FlaskConical}
            unavailable={validation?.ok === false ? word('editor.mistakes') : false}
            busy={tried.isPending && word('try.trying')}
          >
            {word('try.go')}
          </Button>
        }
      />
      {tried.data ? <Outcome answer={tried.data} /> : null}
    </div>
  )
}

function Outcome({ answer }: { answer: DryRun }) {
  return (
    <div role="status" className="grid gap-3">
      <Status kind={outcomes[answer.outcome]}>{word(`try.${answer.outcome}`)}</Status>
      {answer.error ? (
        <AlertStrip kind="failing" title={answer.error.title ?? answer.error.type}>
          {answer.error.detail}
        </AlertStrip>
      ) : null}
      <section aria-label={word('try.calls')}>
        <h3 className="font-title">{word('try.calls')}</h3>
        {answer.calls.length === 0 ? <p className="text-ink-3">{word('try.nothing')}</p> : <CallList calls={answer.calls} />}
      </section>
      {answer.undo.length > 0 ? (
        <section aria-label={word('try.undo')}>
          <h3 className="font-title">{word('try.undo')}</h3>
          <CallList calls={answer.undo} />
        </section>
      ) : null}
      {answer.notes.map((note) => (
        <p key={note} className="text-small text-ink-3">
          {note}
        </p>
      ))}
      {answer.output === null || answer.output === undefined ? null : (
        <CodeBlock label={word('runs.output')} text={JSON.stringify(answer.output, null, 2)} />
      )}
    </div>
  )
}

const outcomes = { done: 'passed', failed: 'failing', open: 'asks' } as const
