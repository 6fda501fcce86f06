import { Button } from '#ui/kit/Button.tsx'
import { CodeBlock } from '#ui/kit/CodeBlock.tsx'
import { Dialog } from '#ui/kit/Dialog.tsx'
import { word } from '../words.ts'

export interface ShownSecret {
  readonly address: string
  readonly secret: string | null
}

/** The one time that a secret is seen. */
export function SecretDialog({ shown, onClose }: { shown: ShownSecret; onClose: () => void }) {
  return (
    <Dialog
      open
      onClose={onClose}
      title={word('secret.title')}
      description={word(shown.secret === null ? 'secret.none' : 'secret.body')}
      actions={<Button onClick={onClose}>{word('secret.kept')}</Button>}
    >
      <div className="grid gap-3">
        <CodeBlock label={word('secret.address')} text={shown.address} />
        {shown.secret === null ? null : <CodeBlock label={word('secret.secret')} text={shown.secret} />}
      </div>
    </Dialog>
  )
}
