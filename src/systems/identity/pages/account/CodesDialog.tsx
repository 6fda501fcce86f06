import { Button } from '#ui/kit/Button.tsx'
import { Dialog } from '#ui/kit/Dialog.tsx'
import { word as own } from '../words.ts'
import { RecoveryCodes } from './RecoveryCodes.tsx'
import { word } from './words.ts'

/** Recovery codes that were just made; closing it is the end of seeing them. */
export function CodesDialog({ codes, onClose }: { codes: readonly string[]; onClose: () => void }) {
  return (
    <Dialog
      open
      onClose={onClose}
      title={own('codes.title')}
      description={own('codes.body')}
      actions={
        <Button variant="primary" onClick={onClose}>
          {word('codes.done')}
        </Button>
      }
    >
      <RecoveryCodes codes={codes} />
    </Dialog>
  )
}
