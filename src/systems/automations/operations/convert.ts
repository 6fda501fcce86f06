import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { readyText } from '../save-text.ts'
import { writeText } from '../write-text.ts'

export const convert = operation(contract.convert, async (ctx, input) => writeText((await readyText(ctx, input.text)).document, input.to))
