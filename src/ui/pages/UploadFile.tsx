import { useMutation } from '@tanstack/react-query'
import { Upload } from 'lucide-react'
import { useRef } from 'react'
import type { contract } from '#kernel/files/contract.ts'
import { clientFor } from '../client/client.ts'
import { asProblem } from '../client/problem.ts'
import { rereadSystem } from '../client/use-mutation-of.ts'
import { Button } from '../kit/Button.tsx'
import { notify, notifyProblem } from '../kit/toast-store.ts'
import { word } from './words.ts'

const files = clientFor<typeof contract>('files')

/** Keeps a file of this device. What is kept already keeps its first name, and that is said. */
export function UploadFile() {
  const field = useRef<HTMLInputElement>(null)
  const upload = useMutation({
    mutationFn: (file: File) => files.call('upload', { name: file.name.slice(0, 200), ...typeOf(file) }, { bytes: file }),
    onSuccess: (kept, file) => {
      void rereadSystem('files')
      notify({ title: word(kept.name === file.name ? 'files.kept' : 'files.known', { name: kept.name }) })
    },
    onError: (error) => notifyProblem(asProblem(error)),
  })
  const take = (file: File | undefined) => {
    if (file) upload.mutate(file)
    if (field.current) field.current.value = ''
  }
  return (
    <>
      <input ref={field} type="file" hidden aria-label={word('files.choose')} onChange={({ target }) => take(target.files?.[0])} />
      <Button icon={Upload} busy={upload.isPending && word('files.uploading')} onClick={() => field.current?.click()}>
        {word('files.upload')}
      </Button>
    </>
  )
}

/** Browsers leave it empty where they know no type for the name. */
function typeOf({ type }: File): { mediaType?: string } {
  return /^[\w.+-]{1,60}\/[\w.+-]{1,60}$/.test(type) ? { mediaType: type } : {}
}
