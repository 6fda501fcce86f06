import { Search } from 'lucide-react'
import { useQueryField } from '#ui/app/navigation.ts'
import { asProblem } from '#ui/client/problem.ts'
import { useOperation } from '#ui/client/use-operation.ts'
import { EmptyState } from '#ui/kit/EmptyState.tsx'
import { ErrorState } from '#ui/kit/ErrorState.tsx'
import { Field } from '#ui/kit/Field.tsx'
import { Input } from '#ui/kit/Input.tsx'
import { Monogram } from '#ui/kit/Monogram.tsx'
import { Table } from '#ui/kit/Table.tsx'
import type { Column } from '#ui/kit/table-types.ts'
import { PageBody } from '#ui/shell/Page.tsx'
import { PageHeader } from '#ui/shell/PageHeader.tsx'
import { projects, type FoundDependency } from './client.ts'
import { word } from './words.ts'

/** Which projects use a package, and at which versions: one question over the whole portfolio. */
export function PackagesPage() {
  const [name, setName] = useQueryField('name')
  const [version, setVersion] = useQueryField('version')
  const asked = name.trim() ? { name: name.trim(), ...(version.trim() ? { version: version.trim() } : {}) } : null
  const found = useOperation(projects, 'findDependency', asked)
  return (
    <>
      <PageHeader
        title={word('packages.title')}
        crumbs={[{ label: word('title'), href: '/projects' }]}
        count={asked ? found.data?.items.length : undefined}
      />
      <PageBody>
        <p className="max-w-180 text-ink-2">{word('packages.body')}</p>
        <div className="flex flex-wrap gap-3">
          <div className="w-72 max-w-full">
            <Field label={word('packages.name')}>
              <Input icon={Search} value={name} onChange={(event) => setName(event.target.value)} mono autoFocus />
            </Field>
          </div>
          <div className="w-52 max-w-full">
            <Field label={word('packages.version')}>
              <Input value={version} onChange={(event) => setVersion(event.target.value)} mono />
            </Field>
          </div>
        </div>
        {found.error ? (
          <ErrorState what={word('packages.title')} problem={asProblem(found.error)} />
        ) : (
          <Table
            label={word('packages.title')}
            rows={asked ? (found.data?.items ?? []) : []}
            columns={columns}
            rowKey={(row) => `${row.project} ${row.file} ${row.purl}`}
            rowName={({ projectName }) => projectName}
            href={({ slug }) => `/projects/${slug}/dependencies`}
            loading={asked !== null && found.isPending}
            phoneRow={(row) => (
              <span className="flex min-w-0 flex-1 items-baseline justify-between gap-3">
                <span className="truncate font-strong">{row.projectName}</span>
                <span className="font-mono text-small text-ink-3">{row.version}</span>
              </span>
            )}
            empty={
              asked ? (
                <EmptyState title={word('packages.none')}>{word('packages.none_body')}</EmptyState>
              ) : (
                <EmptyState title={word('packages.start')}>{word('packages.body')}</EmptyState>
              )
            }
          />
        )}
      </PageBody>
    </>
  )
}

const columns: readonly Column<FoundDependency>[] = [
  {
    id: 'project',
    head: word('head.project'),
    width: 'minmax(160px, 1.5fr)',
    cell: (row) => (
      <span className="flex min-w-0 items-center gap-2">
        <Monogram id={row.project} name={row.projectName} />
        <span className="truncate font-strong">{row.projectName}</span>
      </span>
    ),
  },
  {
    id: 'version',
    head: word('head.version'),
    width: '130px',
    cell: (row) => <span className="font-mono text-small">{row.version ?? word('unknown')}</span>,
  },
  {
    id: 'ecosystem',
    head: word('head.package'),
    width: 'minmax(120px, 1fr)',
    cell: (row) => <span className="truncate font-mono text-small text-ink-2">{`${row.ecosystem} ${row.name}`}</span>,
  },
  {
    id: 'scope',
    head: word('head.scope'),
    width: '120px',
    cell: (row) => `${row.scope}${row.direct ? ` · ${word('dependencies.direct').toLowerCase()}` : ''}`,
  },
  {
    id: 'source',
    head: word('head.source'),
    width: 'minmax(120px, 1.2fr)',
    hideBelow: 'wide',
    cell: (row) => <span className="truncate font-mono text-small text-ink-3">{row.file}</span>,
  },
]
