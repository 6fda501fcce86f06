import { useOperation } from '#ui/client/use-operation.ts'
import { CodeBlock } from '#ui/kit/CodeBlock.tsx'
import { ButtonLink } from '#ui/kit/Link.tsx'
import { Doorway } from '#ui/pages/Doorway.tsx'
import { identity } from '../client.ts'
import { ForgottenForm } from '../ways/ForgottenForm.tsx'
import { word as other } from '../ways/words.ts'
import { word } from './words.ts'

const commands = 'bin/optimus identity list-people\nbin/optimus identity create-password-link --id … --yes'

/** The ways back in for who lost a password. */
export function ForgottenPage() {
  const ways = useOperation(identity, 'listSignInWays', {}).data
  return (
    <Doorway title={word('forgotten.title')}>
      {ways?.passwordLink ? (
        <div className="mb-5 grid gap-5">
          <ForgottenForm />
          <h2 className="border-t border-line-faint pt-4 text-small font-strong">{other('forgotten.or')}</h2>
        </div>
      ) : null}
      <ul className="mb-3 grid list-disc gap-2 pl-4 text-ink-2">
        <li>{word('forgotten.passkey')}</li>
        <li>{word('forgotten.admin')}</li>
        <li>{word('forgotten.machine')}</li>
      </ul>
      <CodeBlock label={word('forgotten.title')} text={commands} />
      <div className="mt-5">
        <ButtonLink href="/">{word('forgotten.back')}</ButtonLink>
      </div>
    </Doorway>
  )
}
