import { usePathField, useQueryField } from '#ui/app/navigation.ts'
import { asProblem } from '#ui/client/problem.ts'
import { useOperation } from '#ui/client/use-operation.ts'
import { AlertStrip } from '#ui/kit/AlertStrip.tsx'
import { ErrorState } from '#ui/kit/ErrorState.tsx'
import { SkeletonRows } from '#ui/kit/Skeleton.tsx'
import { Freshness } from '#ui/shell/Freshness.tsx'
import { Columns, PageBody } from '#ui/shell/Page.tsx'
import { PageHeader } from '#ui/shell/PageHeader.tsx'
import { council, type Question } from '../client.ts'
import { NoMinds } from '../NoMinds.tsx'
import { isOpen } from '../question-state.ts'
import { word as own } from '../words.ts'
import { AnswerCards } from './AnswerCards.tsx'
import { BallotSheet } from './BallotSheet.tsx'
import { EvidenceCard } from './EvidenceCard.tsx'
import { EvidenceSheet } from './EvidenceSheet.tsx'
import { LensesCard } from './LensesCard.tsx'
import { PeopleCard } from './PeopleCard.tsx'
import { QuestionActions } from './QuestionActions.tsx'
import { QuestionHead } from './QuestionHead.tsx'
import { ReviewCard } from './ReviewCard.tsx'
import { TurnsCard } from './TurnsCard.tsx'
import { VoicesCard } from './VoicesCard.tsx'
import { WatchCard } from './WatchCard.tsx'
import { word } from './words.ts'

/** A question: watched while the minds think, then its answer, and what it was worth. */
export function QuestionPage() {
  const id = usePathField('question') ?? ''
  const found = useOperation(council, 'get', { question: id })
  const question = found.data
  return (
    <>
      <PageHeader
        title={question ? word('title', { number: question.number }) : word('missing')}
        crumbs={[{ label: own('title'), href: '/council' }]}
        freshness={<Freshness answer={found} />}
        actions={question ? <QuestionActions question={question} /> : null}
      />
      <PageBody wide={false}>
        {found.error && !question ? (
          <ErrorState
            what={word('missing')}
            problem={asProblem(found.error)}
            onRetry={() => void found.refetch()}
            retrying={found.isFetching}
          />
        ) : question ? (
          <Shown key={question.id} question={question} />
        ) : (
          <SkeletonRows />
        )}
      </PageBody>
    </>
  )
}

/** Which piece of evidence or ballot lies open beside the page stands in the address: `?see=E3`, `?see=guardian`. */
function Shown({ question }: { question: Question }) {
  const [see, setSee] = useQueryField('see')
  const evidence = question.evidence.find((item) => item.id === see)
  const seat = question.seats.find((one) => one.voter === see)
  const close = () => setSee('')
  const open = isOpen(question)
  return (
    <>
      <QuestionHead question={question} />
      {question.state === 'failed' || question.state === 'cancelled' ? (
        <AlertStrip
          kind={question.state === 'failed' ? 'failing' : 'risk'}
          title={word(question.state === 'failed' ? 'failed' : 'stopped')}
        >
          {question.note}
        </AlertStrip>
      ) : null}
      {question.seats.length === 0 ? <NoMinds /> : null}
      <Columns
        side={
          <>
            {question.answer ? <VoicesCard question={question} answer={question.answer} onSee={setSee} /> : null}
            <EvidenceCard question={question} onSee={setSee} />
            {question.state === 'answered' ? <ReviewCard question={question} /> : null}
            <TurnsCard question={question} />
          </>
        }
      >
        {question.votingEndsAt === null ? null : <PeopleCard question={question} />}
        {open && (question.seats.length > 0 || question.state === 'deliberating') ? <WatchCard question={question} onSee={setSee} /> : null}
        {question.answer ? <AnswerCards question={question} answer={question.answer} onSee={setSee} /> : null}
        {question.lenses.length > 0 ? <LensesCard lenses={question.lenses} onSee={setSee} /> : null}
      </Columns>
      {evidence ? <EvidenceSheet question={question} evidence={evidence} onSee={setSee} onClose={close} /> : null}
      {seat ? <BallotSheet question={question} seat={seat} onSee={setSee} onClose={close} /> : null}
    </>
  )
}
