/** Inputs, results and messages are plain JSON, so that Postgres and people can read them. */
export const jsonSerializer = {
  name: () => 'optimus_json',
  stringify: toJson,
  parse: (text: string | null): unknown => (text === null ? null : JSON.parse(text)),
}

/** JSON that Postgres takes as jsonb: without null characters and halves of surrogate pairs. */
export function toJson(value: unknown): string {
  return JSON.stringify(value, storable) ?? 'null'
}

function storable(_key: string, value: unknown): unknown {
  if (typeof value !== 'string') return typeof value === 'bigint' ? value.toString() : value
  return value.replaceAll('\0', '\ufffd').toWellFormed()
}
