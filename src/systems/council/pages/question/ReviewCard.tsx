import { ThumbsDown, ThumbsUp } from 'lucide-react'
import { useMutationOf } from '#ui/client/use-mutation-of.ts'
import { useOperation } from '#ui/client/use-operation.ts'
import { formatDate } from '#ui/format/time.ts'
import { Button } from '#ui/kit/Button.tsx'
import { Card } from '#ui/kit/Card.tsx'
import { Link } from '#ui/kit/Link.tsx'
import { RelativeTime } from '#ui/kit/RelativeTime.tsx'
import { notify } from '#ui/kit/toast-store.ts'
import { useNow } from '#ui/kit/use-now.ts'
import { council, type Question } from '../client.ts'
import { percentText } from '../percent.ts'
import { useMay } from '../use-may.ts'
import { offeredOf } from './offered.ts'
import { outcomeText } from './outcome-text.ts'
import { word } from './words.ts'

/** What was decided, when and how reality answers, and what it answered. */
export function ReviewCard({ question }: { question: Question }) {
  const now = useNow(null)
  return (
    <Card title={word('review.title')} aside={question.reviewAt ? <span>{formatDate(question.reviewAt, now)}</span> : word('review.none')}>
      <div className="grid gap-3">
        {question.outcome ? null : <Resolving question={question} />}
        <Decided question={question} />
        <Happened question={question} />
        <PastAnswers question={question} />
        <Likes question={question} />
      </div>
    </Card>
  )
}

function Resolving({ question }: { question: Question }) {
  const mayDecide = useMay('decide')
  const check = useMutationOf(council, 'checkOutcome', {
    done: ({ resolved, sentence }) => void notify({ title: sentence, kind: resolved ? 'passed' : 'unknown' }),
  })
  const { resolver } = question
  if (!resolver) return <p className="text-ink-2">{word('review.yours')}</p>
  const { spec } = resolver
  return (
    <div>
      <p className="text-ink-2">
        {spec.kind === 'event'
          ? word('review.event', { event: spec.event })
          : word('review.operation', { path: spec.path, operation: spec.operation, is: spec.is, value: String(spec.value ?? '') })}
      </p>
      <p className="text-small text-ink-3">
        {resolver.checkedAt ? (
          <>
            {word('review.checked')} <RelativeTime at={resolver.checkedAt} phrase />.
          </>
        ) : (
          word('review.never')
        )}{' '}
        {resolver.lastSeen == null ? null : word('review.seen', { value: JSON.stringify(resolver.lastSeen).slice(0, 80) })}
      </p>
      {resolver.problem ? <p className="text-small text-bad-text">{resolver.problem}</p> : null}
      {mayDecide && spec.kind === 'operation' ? (
        <Button
          size="small"
          className="mt-1.5"
          busy={check.isPending && word('review.checking')}
          onClick={() => check.mutate({ question: question.id })}
        >
          {word('review.check')}
        </Button>
      ) : null}
    </div>
  )
}

function Decided({ question: { decision } }: { question: Question }) {
  if (!decision) return null
  return (
    <div className="border-t border-line-faint pt-2.5">
      <p>
        <span className="text-ink-3">{word('review.decided')}</span>{' '}
        <span className="font-strong">{decision.label ?? word('review.decided.other')}</span>
      </p>
      {decision.note ? <p className="whitespace-pre-wrap text-ink-2">{decision.note}</p> : null}
      <p className="text-small text-ink-3">
        {decision.by}, <RelativeTime at={decision.at} phrase />
      </p>
    </div>
  )
}

function Happened({ question }: { question: Question }) {
  const { outcome } = question
  if (!outcome) return null
  return (
    <div className="border-t border-line-faint pt-2.5">
      <p>
        <span className="text-ink-3">{word('review.happened')}</span>{' '}
        <span className="font-strong">{outcomeText(outcome, offeredOf(question), question.unit)}</span>
      </p>
      {outcome.note ? <p className="whitespace-pre-wrap text-ink-2">{outcome.note}</p> : null}
      <p className="text-small text-ink-3">
        {outcome.by}, <RelativeTime at={outcome.at} phrase />
      </p>
    </div>
  )
}

/** How often answers as sure as this one came true. */
function PastAnswers({ question }: { question: Question }) {
  const probability = question.answer?.outcome.probability ?? null
  const calibration = useOperation(council, 'calibration', probability === null ? null : {})
  const bin = calibration.data?.council.choices?.bins.find(
    ({ from, to, count }) => count > 0 && probability !== null && probability >= from && probability <= to,
  )
  if (!bin) return null
  return (
    <p className="border-t border-line-faint pt-2.5 text-small text-ink-3">
      <Link href="/council/calibration" className="evidence rounded-mark hover:text-ink">
        {word('review.near', { count: bin.count, percent: percentText(probability), share: percentText(bin.outcome) })}
      </Link>
    </p>
  )
}

function Likes({ question }: { question: Question }) {
  const mayVote = useMay('vote')
  const approve = useMutationOf(council, 'approve')
  const { liked, disliked } = question.approvals
  const say = (isLiked: boolean) => approve.mutate({ question: question.id, liked: isLiked })
  return (
    <div className="flex flex-wrap items-center gap-2 border-t border-line-faint pt-2.5">
      {mayVote ? (
        <>
          <Button size="small" icon={ThumbsUp} onClick={() => say(true)} aria-label={`${word('review.like')} ${liked}`}>
            {liked}
          </Button>
          <Button size="small" icon={ThumbsDown} onClick={() => say(false)} aria-label={`${word('review.dislike')} ${disliked}`}>
            {disliked}
          </Button>
        </>
      ) : null}
      <span className="text-small text-ink-3">{word('review.liked')}</span>
    </div>
  )
}
