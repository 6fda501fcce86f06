import { defineSystem } from '#kernel/system.ts'
import { contract } from './contract.ts'
import { errors } from './errors.ts'
import { explain } from './operations/explain.ts'
import { list } from './operations/list.ts'

export const operations = defineSystem({
  id: 'operations',
  summary: 'The catalogue of operations that every surface is derived from',
  needs: [],
  contract,
  operations: [list, explain],
  errors,
})
