import { defineSystem } from '#kernel/system.ts'
import { contract } from './contract.ts'
import { errors } from './errors.ts'
import { events } from './events.ts'
import { download } from './operations/download.ts'
import { get } from './operations/get.ts'
import { list } from './operations/list.ts'
import { remove } from './operations/remove.ts'
import { upload } from './operations/upload.ts'
import { emptySpool } from './spool.ts'

export const files = defineSystem({
  id: 'files',
  summary: 'Files that are kept, named by the hash of their bytes',
  needs: [],
  contract,
  operations: [list, get, download, upload, remove],
  events,
  errors,
  begin: (kernel) => emptySpool(kernel.config.home),
})
