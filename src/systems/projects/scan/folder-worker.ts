import { parentPort } from 'node:worker_threads'
import { readFolderFacts, type FolderFacts } from './folder-facts.ts'

export interface FolderRequest {
  readonly number: number
  readonly folder: string
}

export type FolderReply = { readonly number: number } & (
  | { readonly facts: FolderFacts }
  | { readonly error: { readonly message: string; readonly code?: string } }
)

parentPort!.on('message', (request: FolderRequest) => {
  readFolderFacts(request.folder).then(
    (facts) => parentPort!.postMessage({ number: request.number, facts } satisfies FolderReply),
    ({ message, code }: NodeJS.ErrnoException) =>
      parentPort!.postMessage({ number: request.number, error: { message, code } } satisfies FolderReply),
  )
})
