import type { ReactNode } from 'react'
import type { MenuItem } from './menu-item.ts'

export interface Column<Row> {
  readonly id: string
  readonly head: ReactNode
  readonly cell: (row: Row) => ReactNode
  /** A grid track: `minmax(0, 2fr)`, `120px`. The default shares what is left. */
  readonly width?: string
  readonly align?: 'start' | 'end'
  /** The field of the list's `sort`; the head becomes a button. */
  readonly sort?: string
  /** The first click sorts from high to low, as for sizes and dates. */
  readonly descendingFirst?: boolean
  /** Left out below the width where the side column moves (1180) or the sidebar shrinks (1024). */
  readonly hideBelow?: 'side' | 'wide'
}

export interface Sorting {
  readonly by: string
  readonly descending: boolean
}

export interface TableProps<Row> {
  /** Names the table for screen readers. */
  readonly label: string
  readonly rows: readonly Row[]
  readonly columns: readonly Column<Row>[]
  readonly rowKey: (row: Row) => string
  /** What a row is called in "Actions for …". */
  readonly rowName: (row: Row) => string
  /** The page of a row: Enter, click and middle click open it. */
  readonly href?: (row: Row) => string
  readonly onOpen?: (row: Row) => void
  /** All that can be done with a row; three dots on hover, right click, or the key m. */
  readonly menu?: (row: Row) => readonly MenuItem[]
  readonly sorting?: Sorting
  readonly onSort?: (sorting: Sorting) => void
  readonly chosen?: ReadonlySet<string>
  readonly onChosen?: (chosen: ReadonlySet<string>) => void
  /** 36 by default, 40 with badges, 48 with two lines. */
  readonly rowHeight?: 36 | 40 | 48
  /** A row on the phone: two lines. */
  readonly phoneRow?: (row: Row) => ReactNode
  readonly loading?: boolean
  /** Without a frame of its own, for a card with `body="rows"`. */
  readonly inCard?: boolean
  /** The head is read aloud but not drawn. */
  readonly headless?: boolean
  readonly empty?: ReactNode
  /** Distance of the sticky head from the top of the page; 48 stands below the page header. */
  readonly stickyTop?: number
}
