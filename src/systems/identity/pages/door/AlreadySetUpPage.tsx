import { ButtonLink } from '#ui/kit/Link.tsx'
import { Doorway } from '#ui/pages/Doorway.tsx'
import { word } from './words.ts'

/** Where the set-up link leads once it was used. */
export function AlreadySetUpPage() {
  return (
    <Doorway title={word('setup.over.title')} lead={word('setup.over.body')}>
      <ButtonLink variant="primary" href="/">
        {word('invitation.go')}
      </ButtonLink>
    </Doorway>
  )
}
