import { z } from 'zod'

export type JsonSchema = Record<string, unknown>

const inputs = new WeakMap<z.ZodType, JsonSchema>()
const outputs = new WeakMap<z.ZodType, JsonSchema>()

/** JSON Schema 2020-12 of what a caller sends: defaults make a field optional. Made once a schema. */
export function inputSchema(schema: z.ZodType): JsonSchema {
  return remembered(inputs, schema, 'input')
}

/** JSON Schema 2020-12 of what is answered. */
export function outputSchema(schema: z.ZodType): JsonSchema {
  return remembered(outputs, schema, 'output')
}

function remembered(known: WeakMap<z.ZodType, JsonSchema>, schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
  const made = known.get(schema) ?? slim(z.toJSONSchema(schema, { io, unrepresentable: 'any', reused: 'inline' }) as JsonSchema)
  known.set(schema, made)
  return made
}

/** Leaves out `$schema` and the long patterns that stand beside a format; they are two fifths of the text. */
function slim(value: JsonSchema): JsonSchema {
  const kept = Object.entries(value).filter(([key]) => key !== '$schema' && !(key === 'pattern' && 'format' in value))
  return Object.fromEntries(kept.map(([key, item]) => [key, slimItem(item)]))
}

function slimItem(item: unknown): unknown {
  if (Array.isArray(item)) return item.map(slimItem)
  return item !== null && typeof item === 'object' ? slim(item as JsonSchema) : item
}
