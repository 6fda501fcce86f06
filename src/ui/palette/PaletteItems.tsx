import { useNavigate } from '@tanstack/react-router'
import { Command } from 'cmdk'
import { ArrowRight, Play } from 'lucide-react'
import type { ReactNode } from 'react'
import { useSystems } from '../app/systems.ts'
import { Badge } from '../kit/Badge.tsx'
import { Kbd } from '../kit/Kbd.tsx'
import { Monogram } from '../kit/Monogram.tsx'
import { Status } from '../kit/Status.tsx'
import type { PaletteEntry } from '../slots.ts'
import { runsAtOnce, type ListedOperation } from './operations.ts'
import { closePalette } from './palette-store.ts'
import { pieces, type Ranked } from './rank.ts'
import { word } from './words.ts'

export function RunItem({ ranked, onChoose }: { ranked: Ranked<ListedOperation>; onChoose: (operation: ListedOperation) => void }) {
  const { item, match } = ranked
  const Glyph = useSystems().find((system) => system.id === item.system)?.icon ?? Play
  const asks = runsAtOnce(item) ? '' : '…'
  return (
    <Item id={item.id} onSelect={() => onChoose(item)} picture={<Glyph size={16} aria-hidden className="text-ink-3" />}>
      <Strong text={item.summary + asks} hits={match.hits} />
      <span className="ml-1 truncate font-mono text-small text-ink-3">{item.id}</span>
      <span className="ml-auto" />
      {item.effect === 'danger' ? <Badge tone="plain">{word('asks')}</Badge> : null}
    </Item>
  )
}

export function GoItem({ entry, hits }: { entry: PaletteEntry; hits: readonly number[] }) {
  const navigate = useNavigate()
  const choose = () => {
    closePalette()
    if (entry.href) void navigate({ to: entry.href })
    else entry.onSelect?.()
  }
  const Glyph = entry.icon ?? ArrowRight
  const picture = entry.project ? (
    <Monogram id={entry.project.id} name={entry.project.name} size={16} />
  ) : (
    <Glyph size={16} aria-hidden className="text-ink-3" />
  )
  return (
    <Item id={`go ${entry.id}`} onSelect={choose} picture={picture}>
      <Strong text={entry.label} hits={hits} />
      {entry.detail ? <span className="ml-1 truncate text-ink-3">{entry.detail}</span> : null}
      <span className="ml-auto" />
      {entry.status ? <Status kind={entry.status.kind}>{entry.status.word}</Status> : null}
    </Item>
  )
}

function Item({ id, onSelect, picture, children }: { id: string; onSelect: () => void; picture: ReactNode; children: ReactNode }) {
  return (
    <Command.Item
      value={id}
      onSelect={onSelect}
      className="group/item flex h-9 items-center gap-3 rounded-control px-3 select-none aria-selected:bg-selected pointer-coarse:h-(--touch)"
    >
      <span className="flex w-4.5 shrink-0 justify-center">{picture}</span>
      <span className="flex min-w-0 flex-1 items-center gap-2 whitespace-nowrap">{children}</span>
      <span aria-hidden className="hidden group-aria-selected/item:inline-flex">
        <Kbd keys="↵" />
      </span>
    </Command.Item>
  )
}

/** The letters that were typed are strong. */
function Strong({ text, hits }: { text: string; hits: readonly number[] }) {
  return (
    <span className="truncate">
      {pieces(text, hits).map((piece, index) =>
        piece.strong ? (
          <b key={index} className="font-title">
            {piece.text}
          </b>
        ) : (
          piece.text
        ),
      )}
    </span>
  )
}
