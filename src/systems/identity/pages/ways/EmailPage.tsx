import { useMutation } from '@tanstack/react-query'
import { Button } from '#ui/kit/Button.tsx'
import { ButtonLink } from '#ui/kit/Link.tsx'
import { Doorway } from '#ui/pages/Doorway.tsx'
import { rereadEverything, useSession } from '#ui/session/session.ts'
import { identity } from '../client.ts'
import { said } from '../said.ts'
import { useLinkToken } from '../use-link-token.ts'
import { word } from './words.ts'

/** Where the letter to a new address leads. It waits for a press, so that a mail scanner that opens links changes nothing. */
export function EmailPage() {
  const token = useLinkToken()
  const person = useSession().data?.person
  const confirm = useMutation({
    mutationFn: () => identity.call('confirmEmail', { token: token ?? '' }),
    onSuccess: () => rereadEverything(),
  })
  if (confirm.data) return <Confirmed email={confirm.data.email} />
  if (!token) return <Doorway title={word('link.wrong')} lead={word('link.wrong.body')} children={<Back />} />
  return (
    <Doorway title={word('email.title')} lead={person ? word('email.body', { name: person.name, email: person.email }) : undefined}>
      {confirm.error ? (
        <p role="alert" className="mb-3 text-small text-bad-text">
          {said(confirm.error)}
        </p>
      ) : null}
      <div className="grid gap-2">
        <Button autoFocus variant="primary" size="large" busy={confirm.isPending && word('email.busy')} onClick={() => confirm.mutate()}>
          {word('email.action')}
        </Button>
        <Back />
      </div>
    </Doorway>
  )
}

function Confirmed({ email }: { email: string }) {
  return (
    <Doorway title={word('email.done')} lead={word('email.done.body', { email })}>
      <Back />
    </Doorway>
  )
}

function Back() {
  return <ButtonLink href="/settings/account">{word('email.back')}</ButtonLink>
}
