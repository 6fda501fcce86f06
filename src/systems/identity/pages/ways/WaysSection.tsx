import { MailCard } from './MailCard.tsx'
import { ProvidersCard } from './ProvidersCard.tsx'

/** How people may sign in beside passkeys and passwords. */
export function WaysSection() {
  return (
    <>
      <ProvidersCard />
      <MailCard />
    </>
  )
}
