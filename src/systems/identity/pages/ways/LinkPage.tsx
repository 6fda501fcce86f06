import { useMutation } from '@tanstack/react-query'
import { useGo } from '#ui/app/navigation.ts'
import { Button } from '#ui/kit/Button.tsx'
import { ButtonLink } from '#ui/kit/Link.tsx'
import { Doorway } from '#ui/pages/Doorway.tsx'
import { rereadEverything } from '#ui/session/session.ts'
import { identity } from '../client.ts'
import { word as door } from '../door/words.ts'
import { SecondStepForm } from '../door/SecondStepForm.tsx'
import { said } from '../said.ts'
import { useLinkToken } from '../use-link-token.ts'
import { localPath } from './step-of.ts'
import { word } from './words.ts'

/** Where the link of a letter leads. It waits for a press, so that a mail scanner that opens links uses none up. */
export function LinkPage() {
  const token = useLinkToken()
  const go = useGo()
  const enter = useMutation({
    mutationFn: () => identity.call('signInWithLink', { token: token ?? '' }),
    onSuccess: async ({ next, returnTo }) => {
      if (next) return
      await rereadEverything()
      go(localPath(returnTo))
    },
  })
  const next = enter.data?.next
  if (next) {
    const goOn = () => go(localPath(enter.data?.returnTo ?? null))
    return <SecondStepForm step={next} onBack={() => enter.reset()} onDone={goOn} />
  }
  return (
    <Doorway title={word(token ? 'link.title' : 'link.wrong')} lead={word(token ? 'link.body' : 'link.wrong.body')}>
      {enter.error ? (
        <p role="alert" className="mb-3 text-small text-bad-text">
          {said(enter.error)}
        </p>
      ) : null}
      <div className="grid gap-2">
        {token ? (
          <Button autoFocus variant="primary" size="large" busy={enter.isPending && door('signin.busy')} onClick={() => enter.mutate()}>
            {door('signin.action')}
          </Button>
        ) : null}
        <ButtonLink href="/">{word('link.back')}</ButtonLink>
      </div>
    </Doorway>
  )
}
