import { useRef, type CSSProperties, type ReactNode } from 'react'
import { SkeletonRows } from './Skeleton.tsx'
import { TableHead } from './TableHead.tsx'
import { TableRow } from './TableRow.tsx'
import type { Column, TableProps } from './table-types.ts'
import { useMedia, usePhone } from './use-media.ts'
import { useRowKeys } from './use-row-keys.ts'
import { useVisibleRange } from './use-visible-range.ts'
import { word } from './words.ts'

const phoneRowHeight = 58

/** Dense rows with one keyboard: j and k move, Enter opens, x chooses, m shows the row's menu. Virtual from 100 rows. */
export function Table<Row>(props: TableProps<Row>) {
  const { label, rows, phoneRow, rowHeight = 36, loading, empty } = props
  const grid = useRef<HTMLDivElement>(null)
  const body = useRef<HTMLDivElement>(null)
  const phone = usePhone() && phoneRow !== undefined
  const columns = useShownColumns(props.columns)
  const height = phone ? phoneRowHeight : rowHeight
  const range = useVisibleRange(body, height, rows.length)
  const { current, onKeyDown, onFocusRow } = useRowKeys(props, { grid, body, height })
  const template = phone ? '1fr' : [...columns.map((column) => column.width ?? 'minmax(0, 1fr)'), ...(props.menu ? ['36px'] : [])].join(' ')
  if (rows.length === 0)
    return (
      <Frame inCard={props.inCard}>
        {loading ? <SkeletonRows /> : (empty ?? <p className="px-3.5 py-3 text-ink-3">{word('table.empty')}</p>)}
      </Frame>
    )
  return (
    <Frame inCard={props.inCard}>
      <div
        ref={grid}
        role="grid"
        aria-label={label}
        aria-rowcount={rows.length + 1}
        aria-multiselectable={props.onChosen ? true : undefined}
        onKeyDown={onKeyDown}
        className="grid"
        style={{ gridTemplateColumns: template, '--row-height': `${height}px` } as CSSProperties}
      >
        {phone ? null : (
          <TableHead
            columns={columns}
            sorting={props.sorting}
            onSort={props.onSort}
            stickyTop={props.stickyTop ?? 48}
            unseen={props.headless ?? false}
            menu={props.menu !== undefined}
          />
        )}
        <div
          ref={body}
          role="rowgroup"
          className="col-span-full grid grid-cols-subgrid"
          style={{ paddingTop: range.first * height, paddingBottom: (rows.length - range.end) * height }}
        >
          {rows.slice(range.first, range.end).map((row, offset) => (
            <TableRow
              key={props.rowKey(row)}
              table={props}
              row={row}
              columns={columns}
              index={range.first + offset}
              reachable={range.first + offset === current}
              phone={phone}
              onFocus={onFocusRow}
            />
          ))}
        </div>
      </div>
    </Frame>
  )
}

function Frame({ inCard, children }: { inCard: boolean | undefined; children: ReactNode }) {
  if (inCard) return <div className="min-w-0 max-desk:overflow-x-auto">{children}</div>
  return (
    <div className="min-w-0 overflow-clip border-line desk:rounded-card desk:border desk:bg-raised max-desk:-mx-(--gutter) max-desk:border-y">
      {children}
    </div>
  )
}

function useShownColumns<Row>(columns: readonly Column<Row>[]): readonly Column<Row>[] {
  const side = useMedia('(min-width: 1180px)')
  const wide = useMedia('(min-width: 1024px)')
  return columns.filter(({ hideBelow }) => !hideBelow || (hideBelow === 'side' ? side : wide))
}
