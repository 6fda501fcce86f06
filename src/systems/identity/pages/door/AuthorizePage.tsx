import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useQueryField } from '#ui/app/navigation.ts'
import { useOperation } from '#ui/client/use-operation.ts'
import { formatClock } from '#ui/format/time.ts'
import { Badge } from '#ui/kit/Badge.tsx'
import { Button } from '#ui/kit/Button.tsx'
import { Field } from '#ui/kit/Field.tsx'
import { Form } from '#ui/kit/Form.tsx'
import { Input } from '#ui/kit/Input.tsx'
import { SkeletonRows } from '#ui/kit/Skeleton.tsx'
import { Doorway } from '#ui/pages/Doorway.tsx'
import { useSession } from '#ui/session/session.ts'
import { identity, type Authorization } from '../client.ts'
import { said } from '../said.ts'
import { word as own } from '../words.ts'
import { word } from './words.ts'

/** A program asks to be let in: by the browser with a request in the address, or by the code it shows. */
export function AuthorizePage() {
  const [request, setRequest] = useQueryField('request')
  const [answered, setAnswered] = useState<{ program: string; approved: boolean; leaves: boolean } | null>(null)
  const asked = useOperation(identity, 'getAuthorization', request && !answered ? { id: request } : null)
  if (answered) return <Answered {...answered} />
  if (!request) return <TypeCode onCode={setRequest} />
  if (asked.error) {
    return (
      <Doorway title={word('authorize.gone')} lead={asked.error.message}>
        <Button onClick={() => setRequest('')}>{word('device.again')}</Button>
      </Doorway>
    )
  }
  if (!asked.data) return <Doorway title={word('device.title')}>{<SkeletonRows rows={3} />}</Doorway>
  return <Question asked={asked.data} onAnswered={setAnswered} />
}

function TypeCode({ onCode }: { onCode: (code: string) => void }) {
  const [code, setCode] = useState('')
  const letters = code.toUpperCase().replaceAll(/[^A-Z]/g, '')
  return (
    <Doorway title={word('device.title')} lead={word('device.body')}>
      <Form
        onSubmit={() => (letters.length === 8 ? onCode(`${letters.slice(0, 4)}-${letters.slice(4)}`) : undefined)}
        actions={
          <Button type="submit" variant="primary" size="large" className="w-full">
            {word('device.action')}
          </Button>
        }
      >
        <Field label={word('device.label')}>
          <Input
            autoFocus
            mono
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            maxLength={12}
            placeholder="BCDF-GHJK"
            value={code}
            onChange={(event) => setCode(event.target.value)}
          />
        </Field>
      </Form>
    </Doorway>
  )
}

interface QuestionProps {
  readonly asked: Authorization
  readonly onAnswered: (answer: { program: string; approved: boolean; leaves: boolean }) => void
}

function Question({ asked, onAnswered }: QuestionProps) {
  const person = useSession().data?.person
  const decide = useMutation({
    mutationFn: (approve: boolean) => identity.call('decideAuthorization', { id: asked.id, approve }),
    onSuccess: ({ redirect }, approved) => {
      onAnswered({ program: asked.program, approved, leaves: redirect !== null })
      if (redirect) location.assign(redirect)
    },
  })
  const busy = (approve: boolean) => decide.isPending && decide.variables === approve && word('authorize.deciding')
  return (
    <Doorway
      title={word('authorize.title', { program: asked.program })}
      lead={person ? word('authorize.body', { name: person.name, email: person.email }) : undefined}
    >
      <dl className="grid gap-3">
        <div>
          <dt className="text-small text-ink-3">{word('authorize.may')}</dt>
          <dd className="mt-1 flex flex-wrap gap-1">
            {asked.permissions.map((permission) => (
              <Badge key={permission} mono={permission !== '*'} tone={permission === '*' ? 'warn' : 'outline'}>
                {permission === '*' ? own('rights.all') : permission}
              </Badge>
            ))}
          </dd>
          <dd className="mt-1 text-small text-ink-3">{word('authorize.cut')}</dd>
        </div>
        {asked.goesTo ? <Said term={word('authorize.goes')}>{asked.goesTo}</Said> : null}
        {asked.address ? (
          <Said term={word('authorize.from')}>{word('authorize.asked', { address: asked.address, time: formatClock(asked.askedAt) })}</Said>
        ) : null}
        <Said term={word('authorize.expires')}>{formatClock(asked.expiresAt)}</Said>
      </dl>
      <p className="mt-4 border-t border-line-faint pt-3 text-ink-2">
        {word(asked.kind === 'device' ? 'authorize.device' : 'authorize.code')}
      </p>
      {decide.error ? (
        <p role="alert" className="mt-3 text-small text-bad-text">
          {said(decide.error)}
        </p>
      ) : null}
      <div className="mt-4 grid grid-cols-2 gap-2">
        <Button size="large" busy={busy(false)} onClick={() => decide.mutate(false)}>
          {word('authorize.refuse')}
        </Button>
        <Button size="large" variant="primary" busy={busy(true)} onClick={() => decide.mutate(true)}>
          {word('authorize.allow')}
        </Button>
      </div>
    </Doorway>
  )
}

function Said({ term, children }: { term: string; children: string }) {
  return (
    <div>
      <dt className="text-small text-ink-3">{term}</dt>
      <dd className="font-mono text-small break-all">{children}</dd>
    </div>
  )
}

function Answered({ program, approved, leaves }: { program: string; approved: boolean; leaves: boolean }) {
  if (leaves) return <Doorway title={word('authorize.going', { program })}>{null}</Doorway>
  return approved ? (
    <Doorway title={word('authorize.done', { program })} lead={word('authorize.done.body')}>
      {null}
    </Doorway>
  ) : (
    <Doorway title={word('authorize.refused')} lead={word('authorize.refused.body', { program })}>
      {null}
    </Doorway>
  )
}
