import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { viewPersonas } from '../personas/persona-view.ts'

export const listPersonas = operation(contract.listPersonas, (ctx) => viewPersonas(ctx))
