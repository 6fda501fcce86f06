import { Plus } from 'lucide-react'
import { useList } from '#ui/client/use-list.ts'
import { EmptyState } from '#ui/kit/EmptyState.tsx'
import { ButtonLink } from '#ui/kit/Link.tsx'
import { Table } from '#ui/kit/Table.tsx'
import type { ProjectRef } from '#ui/slots.ts'
import { council } from './client.ts'
import { columns, PhoneQuestion } from './QuestionCells.tsx'
import { questionHref } from './question-state.ts'
import { word } from './words.ts'

/** What was asked about a project, as its tab. */
export function ProjectQuestions({ project }: { project: ProjectRef }) {
  const list = useList(council, 'list', { limit: 100, project: project.id })
  const ask = (
    <ButtonLink icon={Plus} href={`/council/new?project=${project.slug}`}>
      {word('ask')}
    </ButtonLink>
  )
  return (
    <>
      {list.data?.length ? <div>{ask}</div> : null}
      <Table
        label={word('list.label')}
        rows={list.data ?? []}
        columns={columns(() => project)}
        rowKey={({ id }) => id}
        rowName={({ text }) => text}
        href={({ id }) => questionHref(id)}
        rowHeight={48}
        loading={list.isPending}
        phoneRow={(row) => <PhoneQuestion row={row} />}
        empty={
          <EmptyState title={word('project.none')} actions={ask}>
            {word('project.none.body')}
          </EmptyState>
        }
      />
    </>
  )
}
