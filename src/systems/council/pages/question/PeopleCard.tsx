import { UserPlus } from 'lucide-react'
import { useState } from 'react'
import { useMutationOf } from '#ui/client/use-mutation-of.ts'
import { formatExact } from '#ui/format/time.ts'
import { Button } from '#ui/kit/Button.tsx'
import { Card } from '#ui/kit/Card.tsx'
import { ListRow, ListRows } from '#ui/kit/ListRow.tsx'
import { RelativeTime } from '#ui/kit/RelativeTime.tsx'
import { StatusGlyph, type StatusKind } from '#ui/kit/StatusGlyph.tsx'
import { useNow } from '#ui/kit/use-now.ts'
import { useSession } from '#ui/session/session.ts'
import { BallotForm } from '../ballot/BallotForm.tsx'
import { council, type Question } from '../client.ts'
import { isOpen } from '../question-state.ts'
import { useMay } from '../use-may.ts'
import { InviteDialog } from './InviteDialog.tsx'
import { offeredOf } from './offered.ts'
import { word } from './words.ts'

type Invitation = Question['invitations'][number]

/** The vote of people: your own ballot while it is open, and who was invited. */
export function PeopleCard({ question }: { question: Question }) {
  const now = useNow(question.votingEndsAt)
  const mayAsk = useMay('ask')
  const [inviting, setInviting] = useState(false)
  const goesOn = isOpen(question) && question.votingEndsAt !== null && Date.parse(question.votingEndsAt) > now
  if (!goesOn && question.invitations.length === 0) return null
  return (
    <Card
      title={word('people.title')}
      aside={
        <>
          <span className="text-small">
            {goesOn ? (
              <>
                {word('people.until')} <RelativeTime at={question.votingEndsAt} phrase />
              </>
            ) : (
              word('people.ended')
            )}
          </span>
          {goesOn && mayAsk ? (
            <Button size="small" icon={UserPlus} onClick={() => setInviting(true)}>
              {word('people.invite')}
            </Button>
          ) : null}
        </>
      }
      body="rows"
    >
      {goesOn ? <OwnBallot question={question} /> : null}
      {question.invitations.length > 0 ? (
        <ListRows>
          {question.invitations.map((one) => (
            <InvitationRow key={one.id} question={question.id} invitation={one} mayRevoke={mayAsk} />
          ))}
        </ListRows>
      ) : (
        <p className="border-t border-line-faint px-3.5 py-2.5 text-small text-ink-3">{word('people.none')}</p>
      )}
      {inviting ? <InviteDialog question={question} onClose={() => setInviting(false)} /> : null}
    </Card>
  )
}

function OwnBallot({ question }: { question: Question }) {
  const mayVote = useMay('vote')
  const person = useSession().data?.person?.id
  const [sealed, setSealed] = useState<{ hash: string; sealedAt: string } | null>(null)
  const vote = useMutationOf(council, 'vote', { done: setSealed, failed: () => {} })
  const voted = sealed !== null || question.seats.some(({ voter }) => voter === `person:${person}`)
  if (!mayVote || !person) return null
  if (voted) {
    return (
      <div className="flex items-start gap-2.5 px-3.5 py-3">
        <span className="pt-1">
          <StatusGlyph kind="passed" />
        </span>
        <div className="min-w-0">
          <p>{word('people.voted')}</p>
          {sealed ? (
            <p className="font-mono text-micro break-all text-ink-3">
              {word('people.sealed', { time: formatExact(sealed.sealedAt), hash: sealed.hash })}
            </p>
          ) : null}
        </div>
      </div>
    )
  }
  return (
    <div className="px-3.5 py-3">
      <h3 className="mb-2 font-strong">{word('people.vote')}</h3>
      <BallotForm
        ask={{
          type: question.type,
          unit: question.unit,
          options: offeredOf(question),
          claims: question.claims.map(({ id, text }) => ({ id, text: text ?? '' })),
        }}
        busy={vote.isPending}
        problem={vote.error}
        onVote={(said) => vote.mutate({ question: question.id, ...said })}
      />
    </div>
  )
}

function InvitationRow({ question, invitation, mayRevoke }: { question: string; invitation: Invitation; mayRevoke: boolean }) {
  const revoke = useMutationOf(council, 'revokeInvitation')
  return (
    <ListRow
      picture={<StatusGlyph kind={invitationStatus[invitation.state]} />}
      title={invitation.name}
      detail={word(`people.state.${invitation.state}`)}
      aside={<RelativeTime at={invitation.createdAt} className="text-small" />}
      actions={
        mayRevoke && invitation.state === 'open' ? (
          <Button
            size="small"
            busy={revoke.isPending && word('people.revoking')}
            onClick={() => revoke.mutate({ question, invitation: invitation.id })}
          >
            {word('people.revoke')}
          </Button>
        ) : null
      }
    />
  )
}

const invitationStatus: Record<Invitation['state'], StatusKind> = { open: 'asks', used: 'passed', revoked: 'stopped', expired: 'stopped' }
