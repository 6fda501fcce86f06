import { useState, useSyncExternalStore } from 'react'
import { useOperation } from '#ui/client/use-operation.ts'
import { useMutationOf } from '#ui/client/use-mutation-of.ts'
import { formatExact } from '#ui/format/time.ts'
import { RelativeTime } from '#ui/kit/RelativeTime.tsx'
import { SkeletonRows } from '#ui/kit/Skeleton.tsx'
import { Doorway } from '#ui/pages/Doorway.tsx'
import { council, type Offer } from '../client.ts'
import { BallotForm } from './BallotForm.tsx'
import { word } from './words.ts'

/** Where an invitation to vote leads: one ballot, without an account. The token stands behind the #, so no server logs it. */
export function BallotPage() {
  const token = useSyncExternalStore(followHash, tokenNow)
  return <Opened key={token} token={token} />
}

function Opened({ token }: { token: string | null }) {
  const [sealed, setSealed] = useState<{ hash: string; sealedAt: string } | null>(null)
  const offer = useOperation(council, 'openBallot', token && !sealed ? { token } : null)
  if (sealed) {
    return (
      <Doorway title={word('done')} lead={word('done.body')}>
        <p className="text-small text-ink-3">{word('done.hash')}</p>
        <p className="font-mono text-micro break-all">{sealed.hash}</p>
        <p className="mt-1 text-small text-ink-3">{formatExact(sealed.sealedAt)}</p>
      </Doorway>
    )
  }
  if (!token || (offer.error && !offer.data)) {
    return (
      <Doorway title={word('wrong')} lead={offer.error?.message}>
        <p className="text-ink-2">{word('wrong.body')}</p>
      </Doorway>
    )
  }
  if (!offer.data) return <Doorway title={word('loading')}>{<SkeletonRows rows={3} />}</Doorway>
  return <Ballot token={token} offer={offer.data} onSealed={setSealed} />
}

/** A second link opened in the same tab changes nothing but what stands behind the #. */
function followHash(listener: () => void): () => void {
  addEventListener('hashchange', listener)
  return () => removeEventListener('hashchange', listener)
}

function tokenNow(): string | null {
  return new URLSearchParams(location.hash.slice(1)).get('token')
}

interface BallotProps {
  readonly token: string
  readonly offer: Offer
  readonly onSealed: (sealed: { hash: string; sealedAt: string }) => void
}

function Ballot({ token, offer, onSealed }: BallotProps) {
  const cast = useMutationOf(council, 'castBallot', { done: onSealed, failed: () => {} })
  return (
    <Doorway title={offer.text} lead={word('lead', { name: offer.name })}>
      <p className="mb-4 text-small text-ink-3">
        {word('until')} <RelativeTime at={offer.endsAt} phrase />.
      </p>
      {offer.context ? <p className="mb-4 whitespace-pre-wrap text-ink-2">{offer.context}</p> : null}
      {offer.evidence.length > 0 ? (
        <details className="mb-4">
          <summary className="w-fit rounded-mark font-strong">
            {word('evidence')} <span className="font-text text-ink-3">{offer.evidence.length}</span>
          </summary>
          <ul className="mt-2 grid gap-2.5">
            {offer.evidence.map((item) => (
              <li key={item.id} className="min-w-0">
                <p>
                  <span className="font-mono text-small text-ink-3">{item.id}</span> {item.title}
                </p>
                <pre className="mt-1 rounded-control bg-sunken p-2 font-mono text-micro wrap-anywhere whitespace-pre-wrap text-ink-2">
                  {item.text}
                </pre>
              </li>
            ))}
          </ul>
        </details>
      ) : null}
      {offer.hidden > 0 ? <p className="mb-4 text-small text-ink-3">{word('hidden', { count: offer.hidden })}</p> : null}
      <BallotForm ask={offer} busy={cast.isPending} problem={cast.error} onVote={(vote) => cast.mutate({ token, ...vote })} />
    </Doorway>
  )
}
