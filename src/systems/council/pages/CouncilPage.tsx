import { Plus } from 'lucide-react'
import { useQueryField } from '#ui/app/navigation.ts'
import { asProblem } from '#ui/client/problem.ts'
import { useList } from '#ui/client/use-list.ts'
import { Button } from '#ui/kit/Button.tsx'
import { Chip } from '#ui/kit/Chip.tsx'
import { EmptyState } from '#ui/kit/EmptyState.tsx'
import { ErrorState } from '#ui/kit/ErrorState.tsx'
import { FilterInput } from '#ui/kit/FilterInput.tsx'
import { ButtonLink } from '#ui/kit/Link.tsx'
import { Table } from '#ui/kit/Table.tsx'
import { Freshness } from '#ui/shell/Freshness.tsx'
import { PageBody } from '#ui/shell/Page.tsx'
import { PageHeader } from '#ui/shell/PageHeader.tsx'
import { AreaTabs } from './AreaTabs.tsx'
import { council, type QuestionItem } from './client.ts'
import { NoMinds } from './NoMinds.tsx'
import { useProjects } from './projects.ts'
import { columns, PhoneQuestion } from './QuestionCells.tsx'
import { questionHref } from './question-state.ts'
import { useMay } from './use-may.ts'
import { word } from './words.ts'

const states = ['deliberating', 'voting', 'answered'] as const

/** Every question with what the council said, the newest first. */
export function CouncilPage() {
  const [text, setText] = useQueryField('text')
  const [shown, setShown] = useQueryField('is')
  const projectOf = useProjects()
  const mayAsk = useMay('ask')
  const list = useList(council, 'list', { limit: 100, micro: shown === 'micro', ...(text ? { text } : {}), ...ofState(shown) })
  const clear = () => {
    setText('')
    setShown('')
  }
  return (
    <>
      <PageHeader
        title={word('title')}
        count={list.data?.length}
        freshness={<Freshness answer={list} />}
        actions={
          mayAsk ? (
            <ButtonLink icon={Plus} variant="primary" href="/council/new">
              {word('ask')}
            </ButtonLink>
          ) : null
        }
      />
      <PageBody>
        <AreaTabs />
        <NoMinds lenses />
        <div className="flex flex-wrap items-center gap-2">
          <div className="w-[320px] max-w-full max-desk:w-full">
            <FilterInput value={text} onValue={setText} placeholder={word('filter')} />
          </div>
          <Chip chosen={shown === ''} onClick={() => setShown('')}>
            {word('filter.all')}
          </Chip>
          {states.map((state) => (
            <Chip key={state} chosen={shown === state} onClick={() => setShown(state)}>
              {word(`state.${state}`)}
            </Chip>
          ))}
          <Chip chosen={shown === 'micro'} onClick={() => setShown('micro')}>
            {word('filter.micro')}
          </Chip>
        </div>
        {list.error && !list.data ? (
          <ErrorState what={word('title')} problem={asProblem(list.error)} onRetry={() => void list.refetch()} retrying={list.isFetching} />
        ) : (
          <Table
            label={word('list.label')}
            rows={list.data ?? []}
            columns={columns(projectOf)}
            rowKey={({ id }) => id}
            rowName={({ text: name }) => name}
            href={({ id }) => questionHref(id)}
            rowHeight={48}
            loading={list.isPending}
            phoneRow={(row) => <PhoneQuestion row={row} />}
            empty={<NoQuestions filtered={text !== '' || shown !== ''} mayAsk={mayAsk} onShowAll={clear} />}
          />
        )}
        {list.hasNextPage ? (
          <div>
            <Button busy={list.isFetchingNextPage && word('list.reading')} onClick={() => void list.fetchNextPage()}>
              {word('list.older')}
            </Button>
          </div>
        ) : null}
      </PageBody>
    </>
  )
}

function ofState(shown: string): { state?: QuestionItem['state'] } {
  const state = states.find((one) => one === shown)
  return state ? { state } : {}
}

function NoQuestions({ filtered, mayAsk, onShowAll }: { filtered: boolean; mayAsk: boolean; onShowAll: () => void }) {
  if (filtered) {
    return (
      <EmptyState title={word('empty.filtered')} actions={<Button onClick={onShowAll}>{word('empty.all')}</Button>}>
        {word('empty.filtered.body')}
      </EmptyState>
    )
  }
  return (
    <EmptyState
      title={word('empty.title')}
      actions={
        mayAsk ? (
          <ButtonLink icon={Plus} href="/council/new">
            {word('ask')}
          </ButtonLink>
        ) : undefined
      }
    >
      {word('empty.body')}
    </EmptyState>
  )
}
