import { join } from 'node:path'
import { defineSystem } from '#kernel/system.ts'
import { contract } from './contract.ts'
import { errors } from './errors.ts'
import { events } from './events.ts'
import { compareVersions } from './operations/compare-versions.ts'
import { convert } from './operations/convert.ts'
import { create } from './operations/create.ts'
import { disable } from './operations/disable.ts'
import { edit } from './operations/edit.ts'
import { enable } from './operations/enable.ts'
import { exportText } from './operations/export-text.ts'
import { getVersion } from './operations/get-version.ts'
import { get } from './operations/get.ts'
import { list } from './operations/list.ts'
import { remove } from './operations/remove.ts'
import { restoreVersion } from './operations/restore-version.ts'
import { save } from './operations/save.ts'
import { update } from './operations/update.ts'
import { validate } from './operations/validate.ts'
import { versions } from './operations/versions.ts'

export const automations = defineSystem({
  id: 'automations',
  summary: 'Automations: what runs by itself, durable to the last step',
  needs: [],
  contract,
  operations: [
    list,
    create,
    get,
    save,
    update,
    enable,
    disable,
    remove,
    validate,
    convert,
    edit,
    versions,
    getVersion,
    restoreVersion,
    compareVersions,
    exportText,
  ],
  events,
  errors,
  permissions: ['automations:processes'],
  migrations: join(import.meta.dirname, 'migrations'),
})
