import { join } from 'node:path'
import { program } from '#kernel/actor.ts'
import { defineSystem } from '#kernel/system.ts'
import { contract } from './contract.ts'
import { errors } from './errors.ts'
import { events } from './events.ts'
import { addFromEnvironment, refreshAll } from './from-environment.ts'
import { add } from './operations/add.ts'
import { addProvider } from './operations/add-provider.ts'
import { ask } from './operations/ask.ts'
import { getCall } from './operations/get-call.ts'
import { list } from './operations/list.ts'
import { listBudgets } from './operations/list-budgets.ts'
import { listCalls } from './operations/list-calls.ts'
import { listProviders } from './operations/list-providers.ts'
import { refresh } from './operations/refresh.ts'
import { remove } from './operations/remove.ts'
import { removeBudget } from './operations/remove-budget.ts'
import { removeProvider } from './operations/remove-provider.ts'
import { setBudget } from './operations/set-budget.ts'
import { spending } from './operations/spending.ts'
import { testProvider } from './operations/test-provider.ts'
import { update } from './operations/update.ts'
import { updateProvider } from './operations/update-provider.ts'
import { tidy } from './tidy.ts'
import { refreshWorkflow } from './workflows.ts'

export const models = defineSystem({
  id: 'models',
  summary: 'AI models: providers, prices, budgets, and the ledger of every call',
  needs: [],
  contract,
  operations: [
    list,
    add,
    update,
    remove,
    listProviders,
    addProvider,
    updateProvider,
    removeProvider,
    testProvider,
    refresh,
    listBudgets,
    setBudget,
    removeBudget,
    listCalls,
    getCall,
    spending,
    ask,
  ],
  events,
  errors,
  workflows: [refreshWorkflow],
  schedules: [
    { name: 'tidy', every: { seconds: 3600 }, run: tidy, where: 'anywhere' },
    { name: 'refresh', every: { cron: '23 4 * * *' }, run: refreshAll, where: 'anywhere' },
  ],
  migrations: join(import.meta.dirname, 'migrations'),
  begin: (kernel) => addFromEnvironment(kernel.context(program)),
})
