import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { validateText } from '../describe-text.ts'
import { surroundingsOf } from '../surroundings.ts'

export const validate = operation(contract.validate, async (ctx, input) => validateText(input.text, await surroundingsOf(ctx)))
