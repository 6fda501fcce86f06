import { defineSystem } from '#kernel/system.ts'
import { contract } from './contract.ts'
import { list } from './operations/list.ts'

export const audit = defineSystem({
  id: 'audit',
  summary: 'The trail of every write: who, what, from where, and how it ended',
  needs: [],
  contract,
  operations: [list],
})
