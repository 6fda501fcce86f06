import { join } from 'node:path'
import { defineSystem } from '#kernel/system.ts'
import { contract } from './contract.ts'
import { errors } from './errors.ts'
import { events } from './events.ts'
import { createPersona } from './operations/create-persona.ts'
import { getPersona } from './operations/get-persona.ts'
import { listPersonas } from './operations/list-personas.ts'
import { removePersona } from './operations/remove-persona.ts'
import { updatePersona } from './operations/update-persona.ts'

export const council = defineSystem({
  id: 'council',
  summary: 'A council of minds: blind ballots over your own records, and learning from what really happened',
  needs: ['models'],
  contract,
  operations: [listPersonas, getPersona, createPersona, updatePersona, removePersona],
  events,
  errors,
  migrations: join(import.meta.dirname, 'migrations'),
})
