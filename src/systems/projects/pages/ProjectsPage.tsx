import { Package, Radar } from 'lucide-react'
import { useState } from 'react'
import { useQueryField } from '#ui/app/navigation.ts'
import type { OutputFor } from '#ui/client/client.ts'
import { asProblem } from '#ui/client/problem.ts'
import { useMutationOf } from '#ui/client/use-mutation-of.ts'
import { useOperation } from '#ui/client/use-operation.ts'
import { Button } from '#ui/kit/Button.tsx'
import { Chip } from '#ui/kit/Chip.tsx'
import { ErrorState } from '#ui/kit/ErrorState.tsx'
import { FilterInput } from '#ui/kit/FilterInput.tsx'
import { ButtonLink } from '#ui/kit/Link.tsx'
import { Select } from '#ui/kit/Select.tsx'
import { StatusGlyph } from '#ui/kit/StatusGlyph.tsx'
import { Table } from '#ui/kit/Table.tsx'
import { Freshness } from '#ui/shell/Freshness.tsx'
import { PageBody } from '#ui/shell/Page.tsx'
import { PageHeader } from '#ui/shell/PageHeader.tsx'
import type { contract } from '../contract.ts'
import { projects, type ProjectRow } from './client.ts'
import { ForgetDialog } from './ForgetDialog.tsx'
import { NoProjects } from './NoProjects.tsx'
import { columns, PhoneProject } from './ProjectCells.tsx'
import { projectMenu } from './project-menu.ts'
import { PullAll } from './PullAll.tsx'
import { word } from './words.ts'

const sorts = ['attention', 'name', '-activity', '-risk', '-firstSeenAt'] as const
type Sort = (typeof sorts)[number] | 'activity' | 'risk' | '-name'

/** The portfolio: every project with its health, stack, git state, what runs, activity and risk. */
export function ProjectsPage() {
  const [text, setText] = useQueryField('text')
  const [tag, setTag] = useQueryField('tag')
  const [sort, setSort] = useQueryField('sort', 'attention')
  const [forgetting, setForgetting] = useState<ProjectRow | null>(null)
  const input = { limit: 200, sort: sort as Sort, ...(text ? { text } : {}), ...(tag ? { tag } : {}) }
  const list = useOperation(projects, 'list', input)
  const scan = useMutationOf(projects, 'scan')
  const rows = list.data?.items ?? []
  const clear = (): void => {
    setText('')
    setTag('')
  }
  return (
    <>
      <PageHeader
        title={word('title')}
        count={list.data?.total}
        freshness={<Freshness answer={list} />}
        actions={
          <>
            <ButtonLink variant="quiet" icon={Package} href="/packages">
              {word('packages')}
            </ButtonLink>
            <PullAll />
            <Button icon={Radar} busy={scan.isPending && word('scanning')} onClick={() => scan.mutate({})}>
              {word('scan')}
            </Button>
          </>
        }
      />
      <PageBody>
        <div className="flex flex-wrap items-center gap-2">
          <div className="w-[320px] max-w-full max-desk:w-full">
            <FilterInput value={text} onValue={setText} placeholder={word('filter')} />
          </div>
          <div className="ml-auto flex items-center gap-2 text-ink-3 max-desk:hidden">
            {word('sort')}
            <Select
              label={word('sort')}
              size="small"
              value={sort}
              onValue={setSort}
              options={sorts.map((value) => ({ value: value as string, label: word(`sort.${value}`) }))}
            />
          </div>
        </div>
        <Overview list={list.data} tag={tag} setTag={setTag} setText={setText} />
        {list.error && !list.data ? (
          <ErrorState what={word('title')} problem={asProblem(list.error)} onRetry={() => void list.refetch()} retrying={list.isFetching} />
        ) : (
          <Table
            label={word('title')}
            rows={rows}
            columns={columns}
            rowKey={({ id }) => id}
            rowName={({ name }) => name}
            href={({ slug }) => `/projects/${slug}`}
            menu={(row) => projectMenu(row, setForgetting)}
            sorting={{ by: sort.replace(/^-/, ''), descending: sort.startsWith('-') }}
            onSort={({ by, descending }) => setSort(`${descending ? '-' : ''}${by}`)}
            rowHeight={40}
            loading={list.isPending}
            phoneRow={(row) => <PhoneProject row={row} />}
            empty={<NoProjects filtered={text !== '' || tag !== ''} onShowAll={clear} />}
          />
        )}
      </PageBody>
      <ForgetDialog project={forgetting} onClose={() => setForgetting(null)} />
    </>
  )
}

interface OverviewProps {
  readonly list: OutputFor<typeof contract, 'list'> | undefined
  readonly tag: string
  readonly setTag: (tag: string) => void
  readonly setText: (text: string) => void
}

/** Tags to narrow the list by, and what of the portfolio is not quiet. */
function Overview({ list, tag, setTag, setText }: OverviewProps) {
  if (!list) return null
  const loud = list.levels.filter(({ level }) => level !== 'healthy' && level !== 'stopped')
  const running = list.items.filter((row) => (row.running?.processes ?? 0) > 0)
  if (list.tags.length === 0 && loud.length === 0 && running.length === 0) return null
  const ports = new Set(running.flatMap((row) => row.running?.ports ?? []))
  return (
    <div className="flex flex-wrap items-center gap-2">
      {list.tags.length > 0 ? (
        <Chip chosen={tag === ''} count={list.total} onClick={() => setTag('')}>
          {word('all')}
        </Chip>
      ) : null}
      {list.tags.slice(0, 10).map((one) => (
        <Chip key={one.tag} chosen={tag === one.tag} count={one.count} onClick={() => setTag(tag === one.tag ? '' : one.tag)}>
          #{one.tag}
        </Chip>
      ))}
      <span className="ml-auto flex flex-wrap items-center gap-4 text-ink-2 max-desk:ml-0">
        {loud.map(({ level, count }) => (
          <button
            key={level}
            type="button"
            className="flex cursor-pointer items-center gap-1.5 hover:text-ink"
            onClick={() => setText(`health:${level}`)}
          >
            <StatusGlyph kind={level} />
            {count} {word(`level.${level}`).toLowerCase()}
          </button>
        ))}
        {running.length > 0 ? (
          <span className="text-ink-3">
            {word('summary.running', { count: running.length, ports: word('summary.ports', { count: ports.size }) })}
          </span>
        ) : null}
      </span>
    </div>
  )
}
