import { defineSystem } from '#kernel/system.ts'
import { contract } from './contract.ts'
import { errors } from './errors.ts'
import { events } from './events.ts'
import { cancel } from './operations/cancel.ts'
import { get } from './operations/get.ts'
import { list } from './operations/list.ts'
import { resume } from './operations/resume.ts'

export const runs = defineSystem({
  id: 'runs',
  summary: 'Durable work: what runs, why it waits, how it ended',
  needs: [],
  contract,
  operations: [list, get, cancel, resume],
  events,
  errors,
})
