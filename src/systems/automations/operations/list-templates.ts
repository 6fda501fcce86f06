import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { readTemplates } from '../templates/read-templates.ts'

export const listTemplates = operation(contract.listTemplates, async () => ({ items: await readTemplates() }))
