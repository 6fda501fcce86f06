/** Inputs, results and messages are plain JSON, so that Postgres and people can read them. */
export const jsonSerializer = {
  name: () => 'optimus_json',
  stringify: toJson,
  parse: (text: string | null): unknown => (text === null ? null : JSON.parse(text)),
}

/** JSON that Postgres takes as jsonb: null characters and halves of surrogate pairs, in names too, become U+FFFD. */
export function toJson(value: unknown): string {
  const text = JSON.stringify(value, plain) ?? 'null'
  return refused.test(text) ? text.replace(escapes, (found) => (found === '\\\\' ? found : '\ufffd')) : text
}

function plain(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? value.toString() : value
}

const refused = /\\u(?:0000|d[89a-f])/
/** A written backslash first, so that what follows one is not taken for an escape. */
const escapes = /\\\\|\\u0000|\\ud[89a-f][0-9a-f]{2}/g
