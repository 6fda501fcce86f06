import type { z } from 'zod'
import { started, type Operation } from '#kernel/contract.ts'
import { inputSchema } from '#kernel/json-schema.ts'
import type { described } from './contract.ts'

/** An operation as the palette, forms, the CLI and tool lists need it. */
export function describeOperation(declared: Operation): z.output<typeof described> {
  return {
    id: declared.id,
    system: declared.system,
    name: declared.name,
    summary: declared.summary,
    description: declared.description ?? null,
    effect: declared.effect,
    permission: declared.permission,
    method: declared.http[0],
    path: addressOf(declared),
    long: declared.output === started,
    bytes: declared.bytes ?? null,
    deprecated: declared.deprecated ?? null,
    input: inputSchema(declared.input),
  }
}

/** `/api/v1/<system>/<path>`, without a slash at the end. */
export function addressOf(declared: Pick<Operation, 'system' | 'http'>): string {
  const path = declared.http[1] === '/' ? '' : declared.http[1]
  return `/api/v1/${declared.system}${path}`
}
