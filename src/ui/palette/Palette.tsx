import { Dialog } from '@base-ui/react/dialog'
import { Command } from 'cmdk'
import { Search, Terminal } from 'lucide-react'
import { useState } from 'react'
import { Kbd } from '../kit/Kbd.tsx'
import { commandLine } from './command-line.ts'
import { CommandFoot } from './CommandFoot.tsx'
import { runsAtOnce, type ListedOperation } from './operations.ts'
import { closePalette, paletteStore } from './palette-store.ts'
import { GoItem, RunItem } from './PaletteItems.tsx'
import { RunOperation } from './RunOperation.tsx'
import { runNow } from './run-now.ts'
import { useEntries, type Entries } from './use-entries.ts'
import { word } from './words.ts'

/** Everything that can be run or reached, by typing. */
export function Palette() {
  const [asked, setAsked] = useState<ListedOperation | null>(null)
  const choose = (operation: ListedOperation) => {
    if (!runsAtOnce(operation)) return setAsked(operation)
    closePalette()
    void runNow(operation)
  }
  if (asked) return <RunOperation operation={asked} onClose={closePalette} />
  return (
    <Dialog.Root open onOpenChange={(open) => (open ? undefined : closePalette())}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-scrim" />
        <Dialog.Popup
          aria-label={word('label')}
          className="fixed inset-x-0 top-[13vh] z-40 mx-auto w-[min(680px,calc(100vw-24px))] overflow-hidden rounded-dialog bg-raised shadow-dialog outline-none max-desk:top-2"
        >
          <Finder onAsk={choose} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

function Finder({ onAsk }: { onAsk: (operation: ListedOperation) => void }) {
  const [text, setText] = useState(paletteStore.initial)
  const [value, setValue] = useState('')
  const entries = useEntries(text)
  const operation = entries.run.find(({ item }) => item.id === value)?.item
  return (
    <Command
      label={word('label')}
      shouldFilter={false}
      loop
      value={value}
      onValueChange={setValue}
      className="flex max-h-[min(600px,74vh)] flex-col"
    >
      <div className="flex h-12 shrink-0 items-center gap-3 border-b border-line px-4.5">
        <Search size={16} aria-hidden className="text-ink-3" />
        <Command.Input
          autoFocus
          value={text}
          onValueChange={setText}
          placeholder={word('placeholder')}
          className="h-full min-w-0 flex-1 bg-transparent text-title shadow-none! outline-none"
        />
        <Kbd keys="esc" />
      </div>
      <Command.List className="min-h-0 flex-1 overflow-y-auto px-1.5 py-2 [&_[cmdk-group-heading]]:px-3 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-small [&_[cmdk-group-heading]]:text-ink-3">
        <Groups entries={entries} text={text} onAsk={onAsk} />
      </Command.List>
      {operation ? <CommandFoot line={commandLine(operation)} icon={Terminal} /> : null}
    </Command>
  )
}

function Groups({ entries, text, onAsk }: { entries: Entries; text: string; onAsk: (operation: ListedOperation) => void }) {
  const { run, go, capture, problem } = entries
  return (
    <>
      <Command.Empty className="px-3 py-4">
        <p className="font-strong">{word('none', { text })}</p>
        <p className="text-ink-3">{word('none.hint')}</p>
      </Command.Empty>
      {problem ? <p className="px-3 py-2 text-small text-ink-3">{word('unknown', { reason: problem })}</p> : null}
      {run.length > 0 ? (
        <Command.Group heading={word('group.run')}>
          {run.map((ranked) => (
            <RunItem key={ranked.item.id} ranked={ranked} onChoose={onAsk} />
          ))}
        </Command.Group>
      ) : null}
      {go.length > 0 ? (
        <Command.Group heading={word('group.go')}>
          {go.map(({ item, match }) => (
            <GoItem key={item.id} entry={item} hits={match.hits} />
          ))}
        </Command.Group>
      ) : null}
      {capture.length > 0 ? (
        <Command.Group heading={word('group.capture')}>
          {capture.map((entry) => (
            <GoItem key={entry.id} entry={entry} hits={[]} />
          ))}
        </Command.Group>
      ) : null}
    </>
  )
}
