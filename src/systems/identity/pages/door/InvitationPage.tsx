import { useMutation } from '@tanstack/react-query'
import { useCallback, useState } from 'react'
import { useGo } from '#ui/app/navigation.ts'
import type { ProblemError } from '#ui/client/problem.ts'
import { useOperation } from '#ui/client/use-operation.ts'
import { AlertStrip } from '#ui/kit/AlertStrip.tsx'
import { Button } from '#ui/kit/Button.tsx'
import { Field } from '#ui/kit/Field.tsx'
import { Form } from '#ui/kit/Form.tsx'
import { Input } from '#ui/kit/Input.tsx'
import { ButtonLink } from '#ui/kit/Link.tsx'
import { SkeletonRows } from '#ui/kit/Skeleton.tsx'
import { Doorway } from '#ui/pages/Doorway.tsx'
import { rereadEverything, useSession } from '#ui/session/session.ts'
import type { AccountFields } from '../account-fields.ts'
import { identity, type Offer } from '../client.ts'
import { useAccountForm } from '../use-account-form.ts'
import { useLinkToken } from '../use-link-token.ts'
import { word as own } from '../words.ts'
import { PasskeyOffer } from './PasskeyOffer.tsx'
import { word } from './words.ts'

/** Where an invitation leads: whom it is for, an account, and a passkey. */
export function InvitationPage() {
  const token = useLinkToken()
  const [made, setMade] = useState(false)
  const go = useGo()
  const offer = useOperation(identity, 'readInvitation', token && !made ? { token } : null)
  const enter = useCallback(async () => {
    await rereadEverything()
    go('/')
  }, [go])
  if (made) return <PasskeyOffer onDone={enter} />
  if (!token || offer.error) {
    return (
      <Doorway title={word('invitation.wrong')} lead={offer.error?.message}>
        <p className="mb-4 text-ink-2">{word('invitation.wrong.body')}</p>
        <ButtonLink href="/">{word('invitation.go')}</ButtonLink>
      </Doorway>
    )
  }
  if (!offer.data) return <Doorway title={word('invitation.title')}>{<SkeletonRows rows={3} />}</Doorway>
  return <Accept token={token} offer={offer.data} onMade={() => setMade(true)} />
}

function Accept({ token, offer, onMade }: { token: string; offer: Offer; onMade: () => void }) {
  const session = useSession().data
  const accept = useMutation<unknown, ProblemError, Omit<AccountFields, 'email'>>({
    mutationFn: (fields) => identity.call('acceptInvitation', { token, ...fields }),
    onSuccess: onMade,
  })
  const form = useAccountForm({ name: '', password: '' }, accept.error)
  const lead = word('invitation.body', {
    who: offer.invitedBy ?? word('invitation.somebody'),
    email: offer.email,
    host: session?.host ?? location.host,
    role: offer.role,
  })
  return (
    <Doorway title={word('invitation.title')} lead={lead}>
      {session?.person ? (
        <div className="mb-4">
          <AlertStrip kind="risk" title={word('invitation.other', { name: session.person.name })} />
        </div>
      ) : null}
      <Form
        onSubmit={() => form.submit(() => accept.mutate(form.fields))}
        problem={form.problem}
        actions={
          <Button type="submit" variant="primary" size="large" className="w-full" busy={accept.isPending && word('invitation.busy')}>
            {word('invitation.action')}
          </Button>
        }
      >
        <input type="hidden" name="email" autoComplete="username" value={offer.email} readOnly />
        <Field label={own('name.label')} error={form.said('name')}>
          <Input autoFocus autoComplete="name" {...form.bind('name')} />
        </Field>
        <Field label={own('password.label')} help={own('password.help')} error={form.said('password')}>
          <Input type="password" autoComplete="new-password" {...form.bind('password')} />
        </Field>
      </Form>
    </Doorway>
  )
}
