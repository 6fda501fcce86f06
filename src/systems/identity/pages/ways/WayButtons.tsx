import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useOperation } from '#ui/client/use-operation.ts'
import { Button } from '#ui/kit/Button.tsx'
import { identity } from '../client.ts'
import { said } from '../said.ts'
import { word } from './words.ts'

/** Accounts elsewhere to sign in with, and a link by e-mail; nothing where neither is set up. */
export function WayButtons({ email, returnTo }: { email: string; returnTo: string }) {
  const ways = useOperation(identity, 'listSignInWays', {}).data
  const go = useMutation({
    mutationFn: (provider: string) => identity.call('beginProviderSignIn', { provider, returnTo }),
    onSuccess: ({ address }) => location.assign(address),
  })
  if (!ways || (ways.providers.length === 0 && !ways.signInLink)) return null
  return (
    <div className="mt-4 grid gap-2">
      {ways.providers.map(({ id, name }) => (
        <Button
          key={id}
          size="large"
          busy={(go.isPending || go.isSuccess) && go.variables === id && word('going', { name })}
          onClick={() => go.mutate(id)}
        >
          {word('with', { name })}
        </Button>
      ))}
      {ways.signInLink ? <LinkButton email={email} returnTo={returnTo} /> : null}
      {go.error ? (
        <p role="alert" className="text-small text-bad-text">
          {said(go.error)}
        </p>
      ) : null}
    </div>
  )
}

function LinkButton({ email, returnTo }: { email: string; returnTo: string }) {
  const [missing, setMissing] = useState(false)
  const ask = useMutation({ mutationFn: () => identity.call('requestSignInLink', { email, returnTo }) })
  if (ask.isSuccess) {
    return (
      <p role="status" className="text-small text-ink-2">
        {word('link.sent')}
      </p>
    )
  }
  const start = () => {
    setMissing(!email.includes('@'))
    if (email.includes('@')) ask.mutate()
  }
  return (
    <>
      <Button size="large" busy={ask.isPending && word('link.asking')} onClick={start}>
        {word('link.ask')}
      </Button>
      {missing || ask.error ? (
        <p role="alert" className="text-small text-bad-text">
          {ask.error ? said(ask.error) : word('link.address')}
        </p>
      ) : null}
    </>
  )
}
