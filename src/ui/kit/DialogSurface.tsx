import { Dialog } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import { classes } from '../format/classes.ts'
import type { DialogProps } from './dialog-types.ts'
import { IconButton } from './IconButton.tsx'
import { word } from './words.ts'

export interface DialogSurfaceProps extends Omit<DialogProps, 'open'> {
  readonly kind: 'dialog' | 'sheet'
}

export function DialogSurface({ kind, title, description, children, actions, width = 'narrow', onClose }: DialogSurfaceProps) {
  return (
    <Dialog.Root open onOpenChange={(open) => (open ? undefined : onClose())}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-scrim" />
        <Dialog.Popup
          className={classes(
            'fixed z-40 flex flex-col overflow-hidden bg-raised shadow-dialog outline-none',
            fromBelow,
            kind === 'sheet' ? atSide : inTheMiddle[width],
          )}
        >
          <span aria-hidden className="mx-auto mt-2 h-1 w-9 rounded-full bg-line-strong desk:hidden" />
          <header className="flex items-start gap-2 px-5 pt-4 max-desk:px-4">
            <Dialog.Title className="min-w-0 flex-1 text-title font-title tracking-tight">{title}</Dialog.Title>
            {kind === 'sheet' ? <IconButton icon={X} label={word('dialog.close')} onClick={onClose} /> : null}
          </header>
          <div className="min-h-0 flex-1 overflow-y-auto px-5 pt-1 pb-5 max-desk:px-4">
            {description ? (
              <Dialog.Description render={<div />} className="text-ink-2">
                {description}
              </Dialog.Description>
            ) : null}
            {children ? <div className="mt-3">{children}</div> : null}
          </div>
          {actions ? (
            <footer className="flex justify-end gap-2 px-5 pb-4 max-desk:flex-col-reverse max-desk:px-4 max-desk:[&>button]:h-12 max-desk:[&>button]:rounded-card">
              {actions}
            </footer>
          ) : null}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

const fromBelow =
  'max-desk:inset-x-0 max-desk:bottom-0 max-desk:max-h-[92dvh] max-desk:rounded-t-sheet max-desk:pb-[env(safe-area-inset-bottom)]'
const atSide = 'desk:inset-y-0 desk:right-0 desk:w-[min(520px,92vw)] desk:border-l desk:border-line'
const centred = 'desk:top-[18vh] desk:left-1/2 desk:max-h-[76vh] desk:-translate-x-1/2 desk:rounded-dialog'
const inTheMiddle = {
  narrow: classes(centred, 'desk:w-[min(440px,92vw)]'),
  wide: classes(centred, 'desk:w-[min(680px,92vw)]'),
}
