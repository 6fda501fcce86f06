import { CodeBlock } from '#ui/kit/CodeBlock.tsx'
import { ButtonLink } from '#ui/kit/Link.tsx'
import { Doorway } from '#ui/pages/Doorway.tsx'
import { word } from './words.ts'

const commands = 'bin/optimus identity list-people\nbin/optimus identity create-password-link --id … --yes'

/** The ways back in for who lost a password. */
export function ForgottenPage() {
  return (
    <Doorway title={word('forgotten.title')}>
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
