import { useState } from 'react'
import { useGo, useQueryField } from '#ui/app/navigation.ts'
import type { ProblemError } from '#ui/client/problem.ts'
import { useMutationOf } from '#ui/client/use-mutation-of.ts'
import { useOperation } from '#ui/client/use-operation.ts'
import { SkeletonRows } from '#ui/kit/Skeleton.tsx'
import { Columns, PageBody } from '#ui/shell/Page.tsx'
import { PageHeader } from '#ui/shell/PageHeader.tsx'
import { council, type Question, type Wording } from '../client.ts'
import { NoMinds, useCanSpeak } from '../NoMinds.tsx'
import { questionHref } from '../question-state.ts'
import { word as own } from '../words.ts'
import { AskForm } from './AskForm.tsx'
import { emptyDraft, type Draft } from './draft.ts'
import { SourcesCard } from './SourcesCard.tsx'
import { WhoCard } from './WhoCard.tsx'
import { word } from './words.ts'

/** A new question, or with `?after=<question>` a further one in its conversation. */
export function AskPage() {
  const [after] = useQueryField('after')
  const [project] = useQueryField('project')
  const [text] = useQueryField('text')
  const earlier = useOperation(council, 'get', after ? { question: after } : null)
  const speaks = useCanSpeak()
  const ready = speaks !== undefined && (!after || earlier.data !== undefined || earlier.isError)
  return (
    <>
      <PageHeader title={word(after ? 'title.after' : 'title')} crumbs={[{ label: own('title'), href: '/council' }]} />
      <PageBody wide={false}>
        <NoMinds lenses />
        <Columns
          side={
            <>
              <WhoCard />
              <SourcesCard />
            </>
          }
        >
          {ready ? <Asking earlier={earlier.data ?? null} start={{ ...startOf(earlier.data, speaks), project, text }} /> : <SkeletonRows />}
        </Columns>
      </PageBody>
    </>
  )
}

function Asking({ earlier, start }: { earlier: Question | null; start: Draft }) {
  const go = useGo()
  const [problem, setProblem] = useState<ProblemError | null>(null)
  const options = { done: ({ question }: { question: string }) => go(questionHref(question)), failed: setProblem }
  const ask = useMutationOf(council, 'ask', options)
  const further = useMutationOf(council, 'followUp', options)
  const send = (wording: Wording, project: string) => {
    setProblem(null)
    if (earlier) further.mutate({ question: earlier.id, ...wording })
    else ask.mutate({ ...wording, ...(project ? { project } : {}) })
  }
  return (
    <AskForm
      start={start}
      lead={earlier ? word('after', { number: earlier.number, text: earlier.text }) : null}
      placed={earlier !== null}
      problem={problem}
      busy={ask.isPending || further.isPending}
      onSend={send}
    />
  )
}

/** Where no mind can speak people have to, so they get a day. */
function startOf(earlier: Question | undefined, speaks: boolean | undefined): Draft {
  const voting = speaks === false ? '24' : emptyDraft.voting
  if (!earlier) return { ...emptyDraft, voting }
  return { ...emptyDraft, voting, domain: earlier.domain, reversibility: earlier.reversibility }
}
