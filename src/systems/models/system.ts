import { join } from 'node:path'
import { defineSystem } from '#kernel/system.ts'
import { contract } from './contract.ts'
import { errors } from './errors.ts'
import { events } from './events.ts'
import { list } from './operations/list.ts'

export const models = defineSystem({
  id: 'models',
  summary: 'AI models: providers, prices, budgets, and the ledger of every call',
  needs: [],
  contract,
  operations: [list],
  events,
  errors,
  migrations: join(import.meta.dirname, 'migrations'),
})
