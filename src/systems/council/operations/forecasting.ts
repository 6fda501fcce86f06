import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { readForecasting } from '../forecasting/forecasting-row.ts'

export const forecasting = operation(contract.forecasting, (ctx) => readForecasting(ctx))
