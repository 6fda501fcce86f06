import { ChevronDown, ChevronUp } from 'lucide-react'
import { classes } from '../format/classes.ts'
import { edges } from './table-edges.ts'
import type { Column, Sorting, TableProps } from './table-types.ts'
import { word } from './words.ts'

interface TableHeadProps<Row> {
  readonly columns: readonly Column<Row>[]
  readonly sorting: Sorting | undefined
  readonly onSort: TableProps<Row>['onSort']
  readonly stickyTop: number
  readonly unseen: boolean
  /** Room for the three dots of each row. */
  readonly menu: boolean
}

export function TableHead<Row>({ columns, sorting, onSort, stickyTop, unseen, menu }: TableHeadProps<Row>) {
  return (
    <div
      role="rowgroup"
      className={unseen ? 'sr-only' : 'sticky z-10 col-span-full grid grid-cols-subgrid bg-sunken'}
      style={{ top: stickyTop }}
    >
      <div
        role="row"
        aria-rowindex={1}
        className="col-span-full grid h-[30px] grid-cols-subgrid items-center border-b border-line text-small text-ink-3"
      >
        {columns.map((column, place) => (
          <div
            key={column.id}
            role="columnheader"
            aria-sort={ariaSort(column, sorting)}
            className={classes(
              'flex min-w-0 items-center',
              edges(place, columns.length),
              column.align === 'end' && 'justify-end text-right',
            )}
          >
            {column.sort && onSort ? (
              <SortButton column={column} sorting={sorting} onSort={onSort} />
            ) : (
              <span className="truncate">{column.head}</span>
            )}
          </div>
        ))}
        {menu ? (
          <div role="columnheader">
            <span className="sr-only">{word('table.menu')}</span>
          </div>
        ) : null}
      </div>
    </div>
  )
}

function SortButton<Row>({
  column,
  sorting,
  onSort,
}: {
  column: Column<Row>
  sorting: Sorting | undefined
  onSort: (sorting: Sorting) => void
}) {
  const by = column.sort ?? column.id
  const active = sorting?.by === by
  const Arrow = active && sorting.descending ? ChevronDown : ChevronUp
  return (
    <button
      type="button"
      onClick={() => onSort({ by, descending: active ? !sorting.descending : (column.descendingFirst ?? false) })}
      className={classes(
        'group/sort inline-flex min-w-0 items-center gap-0.5 rounded-mark hover:text-ink',
        active && 'text-ink',
        column.align === 'end' && 'flex-row-reverse',
      )}
    >
      <span className="truncate">{column.head}</span>
      <Arrow size={12} aria-hidden className={active ? '' : 'invisible group-hover/sort:visible'} />
    </button>
  )
}

function ariaSort<Row>(column: Column<Row>, sorting: Sorting | undefined): 'ascending' | 'descending' | 'none' | undefined {
  if (!column.sort) return undefined
  if (sorting?.by !== column.sort) return 'none'
  return sorting.descending ? 'descending' : 'ascending'
}
