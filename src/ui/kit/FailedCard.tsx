import { asProblem } from '../client/problem.ts'
import { Card } from './Card.tsx'
import { ErrorState } from './ErrorState.tsx'

interface FailedCardProps {
  readonly title: string
  readonly answer: { readonly error: unknown; readonly isFetching: boolean; readonly refetch: () => unknown }
}

/** In place of a card that has nothing to show because it could not be read: that is unknown, not nothing. */
export function FailedCard({ title, answer }: FailedCardProps) {
  return (
    <Card title={title} body="rows">
      <ErrorState what={title} problem={asProblem(answer.error)} onRetry={() => void answer.refetch()} retrying={answer.isFetching} />
    </Card>
  )
}
