import { defineSystem } from '#kernel/system.ts'
import { contract } from './contract.ts'
import { errors } from './errors.ts'
import { events } from './events.ts'
import { approve } from './operations/approve.ts'
import { get } from './operations/get.ts'
import { list } from './operations/list.ts'
import { refuse } from './operations/refuse.ts'
import { request } from './operations/request.ts'

export const approvals = defineSystem({
  id: 'approvals',
  summary: 'Dangerous calls of agents and automations, allowed once by a person',
  needs: [],
  contract,
  operations: [list, get, request, approve, refuse],
  events,
  errors,
})
