import { useState, type ReactNode } from 'react'
import { Button } from './Button.tsx'
import { Dialog } from './Dialog.tsx'
import { Input } from './Input.tsx'
import { word } from './words.ts'

export interface ConfirmDialogProps {
  readonly open: boolean
  readonly onClose: () => void
  readonly title: string
  /** What goes and what stays. */
  readonly children: ReactNode
  /** The result, as the button says it: "Delete project". */
  readonly action: string
  readonly keep?: string
  /** Only for what cannot be undone: the name that has to be typed. */
  readonly typed?: string
  readonly busy?: string | false
  readonly danger?: boolean
  readonly onConfirm: () => void
}

/** Asks before something dangerous. The safe button stands left and has the focus. */
export function ConfirmDialog({ open, onClose, title, children, action, keep, typed, busy, danger = true, onConfirm }: ConfirmDialogProps) {
  const [text, setText] = useState('')
  const ready = !typed || text.trim() === typed
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={title}
      description={children}
      actions={
        <>
          <Button autoFocus={!typed} onClick={onClose}>
            {keep ?? word('dialog.keep')}
          </Button>
          <Button
            variant={danger ? 'danger-fill' : 'primary'}
            busy={busy}
            unavailable={ready ? false : word('dialog.type', { name: typed ?? '' })}
            onClick={onConfirm}
          >
            {action}
          </Button>
        </>
      }
    >
      {typed ? (
        <Input
          autoFocus
          autoComplete="off"
          spellCheck={false}
          aria-label={word('dialog.type', { name: typed })}
          placeholder={word('dialog.type', { name: typed })}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      ) : null}
    </Dialog>
  )
}
