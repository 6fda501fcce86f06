import { defineSystem } from '#kernel/system.ts'
import { contract } from './contract.ts'
import { exportTrail } from './operations/export.ts'
import { list } from './operations/list.ts'
import { verify } from './operations/verify.ts'
import { sealTrail } from './seal-trail.ts'

export const audit = defineSystem({
  id: 'audit',
  summary: 'The trail of every write: who, what, from where, and how it ended',
  needs: [],
  contract,
  operations: [list, exportTrail, verify],
  schedules: [{ name: 'seal', every: { seconds: 5 }, where: 'anywhere', run: sealTrail }],
})
