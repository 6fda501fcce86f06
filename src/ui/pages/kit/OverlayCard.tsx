import { Play, Rocket, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../../kit/Button.tsx'
import { Card } from '../../kit/Card.tsx'
import { ConfirmDialog } from '../../kit/ConfirmDialog.tsx'
import { Sheet } from '../../kit/Dialog.tsx'
import { Menu } from '../../kit/Menu.tsx'
import { Popover } from '../../kit/Popover.tsx'
import { ProgressBar } from '../../kit/ProgressBar.tsx'
import { StatusGlyph } from '../../kit/StatusGlyph.tsx'
import { ToastFrame } from '../../kit/Toasts.tsx'
import { notify } from '../../kit/toast-store.ts'
import { word } from './words.ts'

export function OverlayCard() {
  return (
    <Card title={word('overlays')}>
      <div className="grid gap-3">
        <div className="flex flex-wrap gap-2">
          <DialogExample />
          <SheetExample />
          <Popover label={word('popover.open')} trigger={(props) => <Button {...props}>{word('popover.open')}</Button>}>
            <p className="max-w-60">{word('popover.body')}</p>
          </Popover>
          <MenuExample />
          <Button onClick={() => notify({ title: word('toast.title'), action: { label: word('toast.undo'), run: () => undefined } })}>
            {word('toast.open')}
          </Button>
          <Button onClick={() => notify({ kind: 'failing', title: word('toast.problem.title'), stays: true })}>
            {word('toast.problem')}
          </Button>
        </div>
        <ToastFrame>
          <StatusGlyph kind="passed" />
          <span className="flex-1 font-strong">{word('toast.title')}</span>
          <Button size="small">{word('toast.undo')}</Button>
        </ToastFrame>
        <ToastFrame>
          <StatusGlyph kind="running" />
          <div className="min-w-0 flex-1">
            <p className="mb-1 flex">
              <span className="flex-1 font-strong">Almanac</span>
              <span className="text-small text-ink-3">62 %, 4 min left</span>
            </p>
            <ProgressBar label="Almanac" done={62} total={100} />
          </div>
          <Button size="small">{word('cancel')}</Button>
        </ToastFrame>
        <ProgressBar label={word('loading')} done={0} total={null} />
      </div>
    </Card>
  )
}

function DialogExample() {
  const [open, setOpen] = useState(false)
  const close = () => setOpen(false)
  return (
    <>
      <Button onClick={() => setOpen(true)}>{word('dialog.open')}</Button>
      <ConfirmDialog
        open={open}
        onClose={close}
        title={word('dialog.title')}
        action={word('dialog.action')}
        typed="brightside"
        onConfirm={close}
      >
        {word('dialog.body')}
      </ConfirmDialog>
    </>
  )
}

function SheetExample() {
  const [open, setOpen] = useState(false)
  const close = () => setOpen(false)
  return (
    <>
      <Button onClick={() => setOpen(true)}>{word('sheet.open')}</Button>
      <Sheet
        open={open}
        onClose={close}
        title={word('sheet.title')}
        description={word('sheet.body')}
        actions={
          <>
            <Button onClick={close}>{word('cancel')}</Button>
            <Button variant="primary" onClick={close}>
              {word('sheet.action')}
            </Button>
          </>
        }
      />
    </>
  )
}

function MenuExample() {
  return (
    <Menu
      items={[
        { label: word('run'), icon: Play, shortcut: 'R' },
        { label: word('menu.deploy'), icon: Rocket, shortcut: 'D' },
        { label: word('table.pin'), unavailable: word('off') },
        'line',
        { label: word('menu.delete'), icon: Trash2, danger: true },
      ]}
      trigger={(props) => <Button {...props}>{word('menu.open')}</Button>}
    />
  )
}
