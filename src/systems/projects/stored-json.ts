/**
 * A value as JSON that Postgres stores. Null characters and halves of surrogate pairs are legal in JSON text but not
 * there; files hold them, so the first are left out and the second become the replacement character.
 */
export function storedJson(value: unknown): string {
  return JSON.stringify(value ?? []).replace(/\\\\|\\u0000|\\ud[89a-f][0-9a-f]{2}/g, (found) => {
    if (found === '\\\\') return found
    return found === '\\u0000' ? '' : '\ufffd'
  })
}
