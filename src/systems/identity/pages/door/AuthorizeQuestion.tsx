import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { formatClock } from '#ui/format/time.ts'
import { Badge } from '#ui/kit/Badge.tsx'
import { Button } from '#ui/kit/Button.tsx'
import { RadioGroup } from '#ui/kit/RadioGroup.tsx'
import { Doorway } from '#ui/pages/Doorway.tsx'
import { useSession } from '#ui/session/session.ts'
import { identity, type Authorization } from '../client.ts'
import { PermissionPicker } from '../PermissionPicker.tsx'
import { said } from '../said.ts'
import { word } from './words.ts'

interface QuestionProps {
  readonly asked: Authorization
  readonly onAnswered: (answer: { program: string; approved: boolean; leaves: boolean }) => void
}

/** Who asks for what, for how long, from where; a program that asks for everything may be given less. */
export function AuthorizeQuestion({ asked, onAnswered }: QuestionProps) {
  const person = useSession().data?.person
  const [chosen, choose] = useState<readonly string[] | null>(null)
  const decide = useMutation({
    mutationFn: (approve: boolean) =>
      identity.call('decideAuthorization', { id: asked.id, approve, ...(chosen ? { permissions: [...chosen] } : {}) }),
    onSuccess: ({ redirect }, approved) => {
      onAnswered({ program: asked.program, approved, leaves: redirect !== null })
      if (redirect) location.assign(redirect)
    },
  })
  const busy = (approve: boolean) => decide.isPending && decide.variables === approve && word('authorize.deciding')
  const nothing = chosen?.length === 0
  return (
    <Doorway
      title={word('authorize.title', { program: asked.program })}
      lead={person ? word('authorize.body', { name: person.name, email: person.email }) : undefined}
    >
      <div className="grid gap-3">
        {asked.permissions.includes('*') ? <Everything chosen={chosen} onChosen={choose} /> : <Rights permissions={asked.permissions} />}
        <p className="text-small text-ink-3">{word('authorize.cut')}</p>
        <Circumstances asked={asked} />
      </div>
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
        <Button
          size="large"
          variant="primary"
          busy={busy(true)}
          unavailable={nothing && word('authorize.nothing')}
          onClick={() => decide.mutate(true)}
        >
          {word('authorize.allow')}
        </Button>
      </div>
    </Doorway>
  )
}

/** It named no rights, so it asks for all; whoever decides may cut that down. */
function Everything({ chosen, onChosen }: { chosen: readonly string[] | null; onChosen: (chosen: readonly string[] | null) => void }) {
  return (
    <>
      <RadioGroup
        label={word('authorize.may')}
        value={chosen ? 'some' : 'all'}
        onValue={(value) => onChosen(value === 'all' ? null : [])}
        choices={[
          { value: 'all', label: word('authorize.all'), help: word('authorize.all.help') },
          { value: 'some', label: word('authorize.some') },
        ]}
      />
      {chosen ? <PermissionPicker label={word('authorize.rights')} value={chosen} onValue={onChosen} /> : null}
    </>
  )
}

function Rights({ permissions }: { permissions: readonly string[] }) {
  return (
    <div>
      <h2 className="text-small text-ink-3">{word('authorize.may')}</h2>
      <ul className="mt-1 flex flex-wrap gap-1">
        {permissions.map((permission) => (
          <li key={permission} className="min-w-0">
            <Badge mono>{permission}</Badge>
          </li>
        ))}
      </ul>
    </div>
  )
}

function Circumstances({ asked }: { asked: Authorization }) {
  return (
    <dl className="grid gap-3">
      <Said term={word('authorize.stays')}>{word('authorize.days', { count: asked.days })}</Said>
      {asked.goesTo ? (
        <Said mono term={word('authorize.goes')}>
          {asked.goesTo}
        </Said>
      ) : null}
      {asked.address ? (
        <Said term={word('authorize.from')}>{word('authorize.asked', { address: asked.address, time: formatClock(asked.askedAt) })}</Said>
      ) : null}
      <Said term={word('authorize.expires')}>{formatClock(asked.expiresAt)}</Said>
    </dl>
  )
}

function Said({ term, mono = false, children }: { term: string; mono?: boolean; children: string }) {
  return (
    <div>
      <dt className="text-small text-ink-3">{term}</dt>
      <dd className={mono ? 'font-mono text-small break-all' : 'break-words'}>{children}</dd>
    </div>
  )
}
