import { useOperation } from '#ui/client/use-operation.ts'
import { identity } from '../client.ts'
import { Loaded } from '../Loaded.tsx'
import { AuthenticatorCard } from './AuthenticatorCard.tsx'
import { PasskeysCard } from './PasskeysCard.tsx'
import { RecoveryCard } from './RecoveryCard.tsx'
import { LinksCard } from '../ways/LinksCard.tsx'
import { word } from './words.ts'

/** What proves who you are beside the password. */
export function FactorsSection() {
  const factors = useOperation(identity, 'listFactors', {})
  return (
    <Loaded answer={factors} what={word('passkeys')}>
      {(data) => (
        <>
          {data.required ? <p className="text-ink-2">{word('required')}</p> : null}
          <PasskeysCard factors={data} />
          <AuthenticatorCard factors={data} />
          <RecoveryCard factors={data} />
          <LinksCard />
        </>
      )}
    </Loaded>
  )
}
