import { Download, Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { contract } from '#kernel/files/contract.ts'
import { useQueryField } from '../app/navigation.ts'
import { clientFor, type OutputFor } from '../client/client.ts'
import { asProblem } from '../client/problem.ts'
import { useList } from '../client/use-list.ts'
import { useMutationOf } from '../client/use-mutation-of.ts'
import { formatBytes } from '../format/bytes.ts'
import { Button } from '../kit/Button.tsx'
import { Card } from '../kit/Card.tsx'
import { ConfirmDialog } from '../kit/ConfirmDialog.tsx'
import { EmptyState } from '../kit/EmptyState.tsx'
import { ErrorState } from '../kit/ErrorState.tsx'
import { FilterInput } from '../kit/FilterInput.tsx'
import { IconButton } from '../kit/IconButton.tsx'
import { RelativeTime } from '../kit/RelativeTime.tsx'
import { Table } from '../kit/Table.tsx'
import type { Column } from '../kit/table-types.ts'
import { holds } from '../session/rights.ts'
import { useSession } from '../session/session.ts'
import { UploadFile } from './UploadFile.tsx'
import { word } from './words.ts'

const files = clientFor<typeof contract>('files')
type File = OutputFor<typeof contract, 'get'>

/** What is kept: uploads, and what systems made to be taken away. */
export function FilesSection() {
  const [text, setText] = useQueryField('text')
  const [removing, setRemoving] = useState<File | null>(null)
  const list = useList(files, 'list', { limit: 50, ...(text ? { text } : {}) })
  const mayWrite = holds(useSession().data?.permissions ?? [], 'files:write')
  const remove = (file: File) => ({ label: word('files.remove'), icon: Trash2, danger: true, onSelect: () => setRemoving(file) })
  return (
    <Card title={word('files')} body="rows" aside={<Aside text={text} onText={setText} mayWrite={mayWrite} />}>
      {list.error && !list.data ? (
        <ErrorState what={word('files')} problem={asProblem(list.error)} onRetry={() => void list.refetch()} retrying={list.isFetching} />
      ) : (
        <Table
          label={word('files')}
          inCard
          rows={list.data ?? []}
          rowHeight={48}
          columns={columns}
          rowKey={({ hash }) => hash}
          rowName={({ name }) => name}
          menu={mayWrite ? (file) => [remove(file)] : undefined}
          phoneRow={(file) => <PhoneFile file={file} />}
          loading={list.isPending}
          empty={
            <EmptyState title={word(text ? 'files.none' : 'files.empty')}>{word(text ? 'files.none.body' : 'files.empty.body')}</EmptyState>
          }
        />
      )}
      {list.hasNextPage ? (
        <div className="border-t border-line-faint px-3.5 py-2">
          <Button busy={list.isFetchingNextPage && word('runs.reading')} onClick={() => void list.fetchNextPage()}>
            {word('runs.older')}
          </Button>
        </div>
      ) : null}
      {removing ? <RemoveFile file={removing} onClose={() => setRemoving(null)} /> : null}
    </Card>
  )
}

function Aside({ text, onText, mayWrite }: { text: string; onText: (text: string) => void; mayWrite: boolean }) {
  return (
    <div className="flex items-center gap-2">
      <div className="w-56 max-desk:w-36">
        <FilterInput value={text} onValue={onText} placeholder={word('files.filter')} label={word('files.filter')} />
      </div>
      {mayWrite ? <UploadFile /> : null}
    </div>
  )
}

function RemoveFile({ file, onClose }: { file: File; onClose: () => void }) {
  const remove = useMutationOf(files, 'remove', { confirmed: true, done: onClose })
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      title={word('files.remove.title', { name: file.name })}
      action={word('files.remove.action')}
      busy={remove.isPending && word('files.remove')}
      onConfirm={() => remove.mutate({ file: file.hash })}
    >
      {word('files.remove.body')}
    </ConfirmDialog>
  )
}

/** The browser saves it; nothing that was uploaded is ever shown as a page of ours. */
function Take({ file }: { file: File }) {
  return (
    <IconButton
      icon={Download}
      label={word('files.download', { name: file.name })}
      onClick={() => location.assign(`/api/v1/files/${file.hash}/content`)}
    />
  )
}

function Name({ file }: { file: File }) {
  return (
    <span className="grid min-w-0">
      <span className="truncate font-strong" title={file.name}>
        {file.name}
      </span>
      <span className="truncate font-mono text-micro text-ink-3" title={file.hash}>
        {file.hash.slice(0, 12)}
      </span>
    </span>
  )
}

function PhoneFile({ file }: { file: File }) {
  return (
    <span className="flex w-full min-w-0 items-center gap-3">
      <span className="grid min-w-0 grow">
        <span className="truncate font-strong">{file.name}</span>
        <span className="truncate text-small text-ink-3">
          {formatBytes(file.size)} · {file.mediaType} · <RelativeTime at={file.createdAt} />
        </span>
      </span>
      <Take file={file} />
    </span>
  )
}

const columns: readonly Column<File>[] = [
  { id: 'name', head: word('files.name'), width: 'minmax(180px, 2fr)', cell: (file) => <Name file={file} /> },
  {
    id: 'type',
    head: word('files.type'),
    width: 'minmax(120px, 1fr)',
    hideBelow: 'side',
    cell: (file) => <span className="truncate font-mono text-small text-ink-3">{file.mediaType}</span>,
  },
  { id: 'size', head: word('files.size'), width: '88px', align: 'end', cell: (file) => formatBytes(file.size) },
  {
    id: 'by',
    head: word('files.by'),
    width: 'minmax(90px, 1fr)',
    hideBelow: 'wide',
    cell: (file) => <span className="truncate text-ink-2">{file.createdBy}</span>,
  },
  {
    id: 'at',
    head: word('files.at'),
    width: '104px',
    align: 'end',
    cell: (file) => <RelativeTime at={file.createdAt} className="text-ink-3" />,
  },
  { id: 'take', head: <span className="sr-only">{word('files.take')}</span>, width: '44px', cell: (file) => <Take file={file} /> },
]
