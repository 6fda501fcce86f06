import { Button } from '../../kit/Button.tsx'
import { Card } from '../../kit/Card.tsx'
import { EmptyState } from '../../kit/EmptyState.tsx'
import { ErrorState } from '../../kit/ErrorState.tsx'
import { SkeletonRows } from '../../kit/Skeleton.tsx'
import { word } from './words.ts'

export function StateCards() {
  return (
    <>
      <Card title={word('empty')} body="rows">
        <EmptyState
          title={word('empty.title')}
          actions={
            <>
              <Button variant="primary">{word('empty.action')}</Button>
              <Button variant="quiet">{word('empty.how')}</Button>
            </>
          }
        >
          {word('empty.body')}
        </EmptyState>
      </Card>
      <Card title={word('loading')} aside={word('loading.aside')} body="rows">
        <SkeletonRows rows={3} />
      </Card>
      <Card title={word('error')} body="rows">
        <ErrorState
          what={word('error.what')}
          problem={{ message: word('error.body'), code: 'security.source_down' }}
          last={word('error.last')}
          onRetry={() => undefined}
        />
      </Card>
    </>
  )
}
