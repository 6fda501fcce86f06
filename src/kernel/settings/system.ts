import { defineSystem } from '#kernel/system.ts'
import { contract } from './contract.ts'
import { errors } from './errors.ts'
import { events } from './events.ts'
import { list } from './operations/list.ts'
import { listSecrets } from './operations/list-secrets.ts'
import { removeSecret } from './operations/remove-secret.ts'
import { set } from './operations/set.ts'
import { setSecret } from './operations/set-secret.ts'

export const settings = defineSystem({
  id: 'settings',
  summary: 'Settings, and the secrets in the vault',
  needs: [],
  contract,
  operations: [list, set, listSecrets, setSecret, removeSecret],
  events,
  errors,
})
