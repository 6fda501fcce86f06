import { useNavigate } from '@tanstack/react-router'
import { Suspense, useState, type MouseEvent, type ReactNode } from 'react'
import { classes } from '../format/classes.ts'
import { Link } from './Link.tsx'
import { MenuSurface, MoreMenu } from './Menu.tsx'
import { edges } from './table-edges.ts'
import type { Column, TableProps } from './table-types.ts'
import { word } from './words.ts'

interface TableRowProps<Row> {
  readonly table: TableProps<Row>
  readonly row: Row
  readonly columns: readonly Column<Row>[]
  readonly index: number
  /** The one row that Tab reaches. */
  readonly reachable: boolean
  readonly phone: boolean
  readonly onFocus: (index: number) => void
}

export function TableRow<Row>({ table, row, columns, index, reachable, phone, onFocus }: TableRowProps<Row>) {
  const [point, setPoint] = useState<DOMRect | null>(null)
  const navigate = useNavigate()
  const chosen = table.chosen?.has(table.rowKey(row))
  const href = table.href?.(row)
  const open = (event: MouseEvent) => {
    // Clicks in the row's menu come up through React though they lie elsewhere on the page.
    if (!event.currentTarget.contains(event.target as Node)) return
    if ((event.target as Element).closest('a, button, input, label, select')) return
    if (href) void navigate({ to: href })
    else table.onOpen?.(row)
  }
  const showMenu = (event: MouseEvent) => {
    if (!table.menu) return
    event.preventDefault()
    setPoint(new DOMRect(event.clientX, event.clientY, 0, 0))
  }
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={table.onChosen ? Boolean(chosen) : undefined}
      data-row={index}
      tabIndex={reachable ? 0 : -1}
      onFocus={() => onFocus(index)}
      onClick={open}
      onContextMenu={showMenu}
      className={rowClasses(Boolean(chosen), Boolean(href ?? table.onOpen))}
    >
      {phone && table.phoneRow ? (
        <Cell className="px-4">{href ? <RowLink href={href}>{table.phoneRow(row)}</RowLink> : table.phoneRow(row)}</Cell>
      ) : (
        columns.map((column, place) => (
          <Cell
            key={column.id}
            className={classes(edges(place, columns.length), column.align === 'end' && 'justify-end text-right tabular-nums')}
          >
            {place === 0 && href ? <RowLink href={href}>{column.cell(row)}</RowLink> : column.cell(row)}
          </Cell>
        ))
      )}
      {table.menu && !phone ? <RowMenu name={table.rowName(row)} items={() => table.menu?.(row) ?? []} /> : null}
      {point ? (
        <Suspense fallback={null}>
          <MenuSurface items={table.menu?.(row) ?? []} anchor={{ getBoundingClientRect: () => point }} onClose={() => setPoint(null)} />
        </Suspense>
      ) : null}
    </div>
  )
}

function Cell({ className, children }: { className: string; children: ReactNode }) {
  return (
    <div role="gridcell" className={classes('flex min-w-0 items-center', className)}>
      {children}
    </div>
  )
}

/** Its click area is the whole row, so that a middle click works anywhere on it. */
function RowLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Link href={href} tabIndex={-1} className="flex min-w-0 flex-1 items-center after:absolute after:inset-0">
      {children}
    </Link>
  )
}

/** Seen on hover and focus only; the same list opens by right click and by the key m. */
function RowMenu<I>({ name, items }: { name: string; items: () => readonly I[] }) {
  return (
    <div
      role="gridcell"
      className="relative z-1 flex items-center justify-center opacity-0 group-focus-within/row:opacity-100 group-hover/row:opacity-100 has-aria-expanded:opacity-100 pointer-coarse:opacity-100"
    >
      <span data-row-menu>
        <MoreMenu items={items() as never} label={word('table.actions', { row: name })} />
      </span>
    </div>
  )
}

function rowClasses(chosen: boolean, opens: boolean): string {
  return classes(
    'group/row focus-inset relative col-span-full grid h-(--row-height) grid-cols-subgrid border-b border-line-faint last:border-b-0',
    chosen ? 'bg-selected' : 'hover:bg-hover',
    opens && 'active:bg-active',
  )
}
