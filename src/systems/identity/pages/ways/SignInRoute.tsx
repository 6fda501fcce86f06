import { useEffect, useState } from 'react'
import { useGo, useQueryField } from '#ui/app/navigation.ts'
import { useSession } from '#ui/session/session.ts'
import { SecondStepForm } from '../door/SecondStepForm.tsx'
import { SignInPage } from '../door/SignInPage.tsx'
import { problemSentence } from './problem-sentence.ts'
import { stepOf } from './step-of.ts'

/** `/sign-in`: where a provider's answer leads when a second factor is missing, or when it did not work. */
export function SignInRoute() {
  const [waiting, setWaiting] = useState(() => stepOf(location.hash))
  const [problem] = useQueryField('problem')
  const signedIn = useSession().data?.signedIn ?? false
  const go = useGo()
  const returnTo = waiting?.returnTo ?? '/'
  useEffect(() => {
    if (signedIn) go(returnTo)
  }, [signedIn, returnTo, go])
  if (signedIn) return null
  if (waiting) return <SecondStepForm step={waiting.step} onBack={() => setWaiting(null)} />
  return <SignInPage problem={problemSentence(problem)} />
}
