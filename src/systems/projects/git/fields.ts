/** Git ends names with NUL because every other byte may be part of a file name. */
export function splitAtNul(bytes: Buffer): Buffer[] {
  const parts: Buffer[] = []
  let start = 0
  for (let end = bytes.indexOf(0); end >= 0; end = bytes.indexOf(0, start)) {
    parts.push(bytes.subarray(start, end))
    start = end + 1
  }
  if (start < bytes.length) parts.push(bytes.subarray(start))
  return parts
}

/** File names are bytes: what is not UTF-8 is shown as \xNN, so that two names never look the same. */
export function readableName(bytes: Buffer): string {
  const text = bytes.toString('utf8')
  if (!text.includes('\uFFFD')) return text
  if (Buffer.from(text, 'utf8').equals(bytes)) return text
  return escapedName(bytes)
}

/** Escapes as written by readableName; a real backslash-x in a name is rare and harmless here. */
export function isEscapedName(name: string): boolean {
  return /\\x[0-9a-f]{2}/.test(name)
}

export function timeFromSeconds(seconds: string | number | undefined): string | null {
  if (seconds === undefined || seconds === '') return null
  const milliseconds = Number(seconds) * 1000
  // Commits may carry any number; Date ends at +-8.64e15 ms.
  if (!Number.isFinite(milliseconds) || Math.abs(milliseconds) > 8.64e15) return null
  return new Date(milliseconds).toISOString()
}

const STRICT = new TextDecoder('utf-8', { fatal: true })

function escapedName(bytes: Buffer): string {
  let text = ''
  for (let at = 0; at < bytes.length;) {
    const length = characterLength(bytes, at)
    text += length === 0 ? `\\x${bytes[at]!.toString(16).padStart(2, '0')}` : bytes.toString('utf8', at, at + length)
    at += Math.max(1, length)
  }
  return text
}

function characterLength(bytes: Buffer, at: number): number {
  const first = bytes[at]!
  const length = first < 0x80 ? 1 : first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0
  if (length <= 1) return length
  try {
    STRICT.decode(bytes.subarray(at, at + length))
    return at + length <= bytes.length ? length : 0
  } catch {
    return 0
  }
}
