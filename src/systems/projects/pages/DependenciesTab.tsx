import { Download } from 'lucide-react'
import { useState } from 'react'
import { useList } from '#ui/client/use-list.ts'
import { useOperation } from '#ui/client/use-operation.ts'
import { AlertStrip } from '#ui/kit/AlertStrip.tsx'
import { Button } from '#ui/kit/Button.tsx'
import { Chip } from '#ui/kit/Chip.tsx'
import { Sheet } from '#ui/kit/Dialog.tsx'
import { EmptyState } from '#ui/kit/EmptyState.tsx'
import { Input } from '#ui/kit/Input.tsx'
import { ButtonLink } from '#ui/kit/Link.tsx'
import { Table } from '#ui/kit/Table.tsx'
import type { Column } from '#ui/kit/table-types.ts'
import type { ProjectRef } from '#ui/slots.ts'
import { projects, type DependencyItem } from './client.ts'
import { word } from './words.ts'

/** Every package, direct and behind others, with its licence and the line that asks for it. */
export function DependenciesTab({ project }: { project: ProjectRef }) {
  const [text, setText] = useState('')
  const [direct, setDirect] = useState(true)
  const [asked, setAsked] = useState<DependencyItem | null>(null)
  const input = { project: project.id, limit: 100, ...(text ? { text } : {}), ...(direct ? { direct: true } : {}) }
  const list = useList(projects, 'dependencies', input)
  const first = useOperation(projects, 'dependencies', { ...input, limit: 1 })
  return (
    <div className="grid min-w-0 gap-3">
      <div className="flex flex-wrap items-center gap-2">
        <div className="w-64 max-w-full">
          <Input
            value={text}
            onChange={(event) => setText(event.target.value)}
            placeholder={word('dependencies.filter')}
            aria-label={word('dependencies.filter')}
          />
        </div>
        <Chip chosen={direct} onClick={() => setDirect(true)}>
          {word('dependencies.direct')}
        </Chip>
        <Chip chosen={!direct} onClick={() => setDirect(false)}>
          {word('dependencies.all')}
        </Chip>
        <span className="text-ink-3 tabular-nums">{first.data?.total}</span>
        <span className="ml-auto" />
        <ButtonLink icon={Download} href={`/api/v1/projects/${project.id}/sbom`} download={`${project.slug}.cdx.json`}>
          {word('dependencies.sbom')}
        </ButtonLink>
      </div>
      {first.data && !first.data.complete ? (
        <AlertStrip kind="risk" title={word('dependencies.incomplete')}>
          {first.data.notes[0]?.sentence}
        </AlertStrip>
      ) : null}
      <Table
        label={word('dependencies')}
        rows={list.data ?? []}
        columns={columns}
        rowKey={(row) => `${row.file} ${row.purl}`}
        rowName={({ name }) => name}
        onOpen={setAsked}
        loading={list.isPending}
        phoneRow={(row) => (
          <span className="flex min-w-0 flex-1 items-baseline justify-between gap-3">
            <span className="truncate font-mono text-small">{row.name}</span>
            <span className="font-mono text-small text-ink-3">{row.version}</span>
          </span>
        )}
        empty={<EmptyState title={word('dependencies.none')}>{word('dependencies.none_body')}</EmptyState>}
      />
      {list.hasNextPage ? (
        <div>
          <Button busy={list.isFetchingNextPage && word('dependencies.more')} onClick={() => void list.fetchNextPage()}>
            {word('dependencies.more')}
          </Button>
        </div>
      ) : null}
      {asked ? <Why project={project} dependency={asked} onClose={() => setAsked(null)} /> : null}
    </div>
  )
}

const columns: readonly Column<DependencyItem>[] = [
  {
    id: 'name',
    head: word('head.package'),
    width: 'minmax(160px, 2fr)',
    cell: (row) => <span className="truncate font-mono text-small">{row.name}</span>,
  },
  {
    id: 'version',
    head: word('head.version'),
    width: 'minmax(90px, 1fr)',
    cell: (row) => <span className="truncate font-mono text-small">{row.version ?? word('unknown')}</span>,
  },
  { id: 'scope', head: word('head.scope'), width: '88px', cell: (row) => <span className="text-ink-2">{row.scope}</span> },
  {
    id: 'licence',
    head: word('head.licence'),
    width: 'minmax(90px, 1fr)',
    cell: (row) => <span className="truncate text-ink-2">{row.licences?.join(', ') ?? word('unknown')}</span>,
  },
  {
    id: 'source',
    head: word('head.source'),
    width: 'minmax(120px, 1.2fr)',
    hideBelow: 'wide',
    cell: (row) => <span className="truncate font-mono text-small text-ink-3">{`${row.file}${row.line ? `:${row.line}` : ''}`}</span>,
  },
]

/** The shortest ways that lead to a package. */
function Why({ project, dependency, onClose }: { project: ProjectRef; dependency: DependencyItem; onClose: () => void }) {
  const found = useOperation(projects, 'explainDependency', { project: project.id, purl: dependency.purl })
  return (
    <Sheet open onClose={onClose} title={`${dependency.name} ${dependency.version ?? ''}`} description={word('why')}>
      {found.data?.paths.length === 0 ? <p className="text-ink-3">{word('why.none')}</p> : null}
      <ol className="grid gap-3">
        {(found.data?.paths ?? []).map((path) => (
          <li key={path.join()} className="grid gap-0.5 border-b border-line-faint pb-3 font-mono text-small">
            {path.map((step, depth) => (
              <span key={depth} className="truncate" style={{ paddingLeft: `${depth * 12}px` }}>
                {step.replace(/^pkg:\w+\//, '')}
              </span>
            ))}
          </li>
        ))}
      </ol>
    </Sheet>
  )
}
