import { asProblem } from '../client/problem.ts'
import { Button } from '../kit/Button.tsx'
import { CodeBlock } from '../kit/CodeBlock.tsx'
import { EmptyState } from '../kit/EmptyState.tsx'
import { PageHeader } from '../shell/PageHeader.tsx'
import { word } from './words.ts'

/** A page whose code failed; the frame around it goes on. */
export function BrokenPage({ error, reset }: { error: unknown; reset: () => void }) {
  const problem = asProblem(error)
  return (
    <>
      <PageHeader title={word('broken.title')} />
      <EmptyState
        title={word('broken.title')}
        actions={
          <Button variant="primary" onClick={reset}>
            {word('broken.action')}
          </Button>
        }
      >
        <p className="mb-3">{word('broken.body')}</p>
        <CodeBlock label={word('broken.title')} text={`${problem.code}\n${problem.message}`} />
      </EmptyState>
    </>
  )
}
