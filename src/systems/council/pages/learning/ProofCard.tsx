import { useState } from 'react'
import { asProblem } from '#ui/client/problem.ts'
import { useOperation } from '#ui/client/use-operation.ts'
import { Button } from '#ui/kit/Button.tsx'
import { Card } from '#ui/kit/Card.tsx'
import { ErrorState } from '#ui/kit/ErrorState.tsx'
import { Facts } from '#ui/kit/Facts.tsx'
import { Status } from '#ui/kit/Status.tsx'
import { council } from '../client.ts'
import { word } from './words.ts'

/** Replays the ledger when asked, and shows both hashes. */
export function ProofCard() {
  const [asked, setAsked] = useState(false)
  const replay = useOperation(council, 'replay', asked ? {} : null)
  const { data } = replay
  const mono = (hash: string | null) => <span className="font-mono text-micro">{hash ?? '–'}</span>
  return (
    <Card title={word('proof.title')} body="rows">
      <div className="grid gap-2.5 px-3.5 py-3">
        <p className="text-ink-2">{word('proof.body')}</p>
        <span>
          <Button
            busy={replay.isFetching && word('proof.busy')}
            onClick={() => {
              setAsked(true)
              if (asked) void replay.refetch()
            }}
          >
            {word('proof.do')}
          </Button>
        </span>
        {data ? (
          <Status kind={data.equal ? 'passed' : 'failing'}>
            {data.equal ? word('proof.equal', { count: data.rows }) : word('proof.differs')}
          </Status>
        ) : null}
      </div>
      {replay.error ? <ErrorState what={word('proof.title')} problem={asProblem(replay.error)} /> : null}
      {data ? (
        <Facts
          facts={[
            { label: word('proof.stored'), value: mono(data.stored) },
            { label: word('proof.replayed'), value: mono(data.replayed) },
          ]}
        />
      ) : null}
    </Card>
  )
}
