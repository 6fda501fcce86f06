import { Button } from '#ui/kit/Button.tsx'
import { CopyLine } from '#ui/kit/CopyLine.tsx'
import { Dialog } from '#ui/kit/Dialog.tsx'
import { word as own } from '../words.ts'
import { word } from './words.ts'

interface LinkDialogProps {
  readonly title: string
  readonly link: string
  readonly help: string
  readonly onClose: () => void
}

/** A link that is shown this once. */
export function LinkDialog({ title, link, help, onClose }: LinkDialogProps) {
  return (
    <Dialog
      open
      onClose={onClose}
      title={title}
      actions={
        <Button variant="primary" onClick={onClose}>
          {own('close')}
        </Button>
      }
    >
      <CopyLine label={word('link.label')} text={link} help={help} />
    </Dialog>
  )
}
