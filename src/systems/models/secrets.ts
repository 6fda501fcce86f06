/** A secret that was found in text: what it looks like and where, never what it says. */
export interface SecretFinding {
  readonly kind: string
  readonly line: number
  readonly column: number
  readonly length: number
}

/** What is recognised by its form. `value` is the group that holds the secret; without one it is all that matched. */
const patterns: readonly { readonly kind: string; readonly pattern: RegExp; readonly isAssignment?: true }[] = [
  { kind: 'private key', pattern: /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----/g },
  { kind: 'AWS access key', pattern: /\b(?:AKIA|ASIA|ABIA|ACCA)[0-9A-Z]{16}\b/g },
  { kind: 'GitHub token', pattern: /\b(?:gh[pousr]_[A-Za-z0-9]{36,255}|github_pat_[A-Za-z0-9_]{40,255})\b/g },
  { kind: 'GitLab token', pattern: /\bgl(?:pat|ptt|dt|rt|cbt|ft|soat)-[A-Za-z0-9_-]{20,}/g },
  { kind: 'Anthropic key', pattern: /\bsk-ant-[A-Za-z0-9_-]{20,}/g },
  { kind: 'OpenAI key', pattern: /\bsk-(?:proj-|svcacct-|admin-)?(?!ant-)[A-Za-z0-9_-]{32,}/g },
  { kind: 'Stripe key', pattern: /\b(?:sk|rk)_(?:live|test)_[A-Za-z0-9]{16,}|\bwhsec_[A-Za-z0-9]{24,}/g },
  { kind: 'Slack token', pattern: /\bxox[abeoprs]-[A-Za-z0-9-]{10,}|hooks\.slack\.com\/services\/[A-Z0-9/]{18,}[A-Za-z0-9]+/g },
  { kind: 'Google key', pattern: /\bAIza[0-9A-Za-z_-]{35}\b|\bGOCSPX-[0-9A-Za-z_-]{28}\b|\bya29\.[0-9A-Za-z_-]{20,}/g },
  { kind: 'npm token', pattern: /\bnpm_[A-Za-z0-9]{36}\b/g },
  { kind: 'PyPI token', pattern: /\bpypi-[A-Za-z0-9_-]{50,}/g },
  { kind: 'SendGrid key', pattern: /\bSG\.[A-Za-z0-9_-]{16,}\.[A-Za-z0-9_-]{16,}/g },
  { kind: 'Twilio key', pattern: /\bSK[0-9a-f]{32}\b/g },
  { kind: 'DigitalOcean token', pattern: /\bdo[opr]_v1_[0-9a-f]{64}\b/g },
  { kind: 'Hugging Face token', pattern: /\bhf_[A-Za-z0-9]{30,}\b/g },
  { kind: 'age key', pattern: /\bAGE-SECRET-KEY-1[0-9A-Z]{58}\b/g },
  { kind: 'bot token', pattern: /\b\d{8,10}:AA[A-Za-z0-9_-]{33}\b/g },
  { kind: 'Optimus token', pattern: /\bopt(?:local|key|[a-z]{0,12})_[A-Za-z0-9_-]{32,}/g },
  { kind: 'web token (JWT)', pattern: /\beyJ[A-Za-z0-9_-]{8,}\.eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}/g },
  { kind: 'password in an address', pattern: /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:/@"'<>{}$]{0,100}:([^\s/@"'<>{}$*]{3,200})@[^\s/]/gi },
  { kind: 'bearer token', pattern: /\bbearer\s+([A-Za-z0-9._~+/-]{20,}=*)/gi },
  {
    kind: 'assigned secret',
    pattern:
      /(?:password|passwd|pwd|secret|token|api[_-]?key|access[_-]?key|private[_-]?key|client[_-]?secret|credential)s?["']?\s*(?::|=>|=)\s*["']?([^\s"',;]{8,200})/gi,
    isAssignment: true,
  },
]

/** A run of characters as keys are made of; words, paths and addresses are cut at their slashes and dots. */
const candidate = /[A-Za-z0-9+_=-]{32,}/g

/**
 * Secrets in text that is about to leave: by form, by name, and by how random a long word is. It rather finds too much:
 * what it finds can be taken out of the evidence, what it misses cannot be called back.
 */
export function findSecrets(text: string, known: readonly string[] = []): SecretFinding[] {
  const found = new Map<number, { kind: string; start: number; length: number }>()
  const add = (kind: string, start: number, length: number): void => {
    const overlaps = [...found.values()].some((one) => start < one.start + one.length && one.start < start + length)
    if (!overlaps) found.set(start, { kind, start, length })
  }
  for (const value of known.filter((one) => one.length >= 8))
    for (let at = text.indexOf(value); at >= 0; at = text.indexOf(value, at + value.length)) add('key of a provider', at, value.length)
  for (const { kind, pattern, isAssignment } of patterns)
    for (const match of text.matchAll(pattern)) {
      const value = match[1] ?? match[0]
      if (isAssignment && !looksSecret(value)) continue
      add(kind, match.index + match[0].lastIndexOf(value), value.length)
    }
  for (const match of text.matchAll(candidate))
    if (isRandom(match[0]) && !isHash(text, match.index)) add('random text like a key', match.index, match[0].length)
  return [...found.values()]
    .sort((a, b) => a.start - b.start)
    .map((one) => ({ kind: one.kind, ...placeOf(text, one.start), length: one.length }))
}

/** `an OpenAI key in line 3, and 2 more` */
export function describeFindings(findings: readonly SecretFinding[]): string {
  const [first, ...rest] = findings
  const more = rest.length === 0 ? '' : `, and ${rest.length} more`
  return first ? `${first.kind} in line ${first.line}${more}` : 'nothing'
}

/** After `password =`: something that could be one, and not a word, a variable, a call or a mask. */
function looksSecret(value: string): boolean {
  if (/^[$<{%[(]|^\*+$|^(?:x{4,}|\.{3,})|\(\)?$|^(?:process|os|env|import|self|this|ctx|config|settings|await)\b/i.test(value)) return false
  if (/^(?:true|false|null|undefined|none|required|optional|string|number|unknown|changeme|example|redacted|\[?redacted\]?)$/i.test(value))
    return false
  if (/^[\w$.]+\(/.test(value)) return false
  const classes = [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z0-9]/].filter((one) => one.test(value)).length
  return classes >= 3 || (classes >= 2 && /\d/.test(value) && entropy(value) >= 2.8)
}

/** Hex of 40 or 64 digits is a hash in every lockfile; a key of our kind mixes cases and digits and repeats little. */
function isRandom(word: string): boolean {
  const hasAll = /[a-z]/.test(word) && /[A-Z]/.test(word) && (word.match(/\d/g)?.length ?? 0) >= 3
  return hasAll && entropy(word) >= 4.2 && !/^[0-9a-f-]+$/i.test(word)
}

/** `sha512-…` of a lockfile, `sha256:…` of an image. */
function isHash(text: string, at: number): boolean {
  return (
    /^(?:sha|md)\d+-/i.test(text.slice(at, at + 7)) ||
    /(?:sha\d*|md5|h1|integrity|checksum|digest)["']?[:= -]+["']?[\w/+]*$/i.test(text.slice(Math.max(0, at - 80), at))
  )
}

/** Bits a character, by Shannon. */
function entropy(word: string): number {
  const counts = new Map<string, number>()
  for (const letter of word) counts.set(letter, (counts.get(letter) ?? 0) + 1)
  return [...counts.values()].reduce((sum, count) => sum - (count / word.length) * Math.log2(count / word.length), 0)
}

function placeOf(text: string, at: number): { line: number; column: number } {
  const before = text.slice(0, at)
  return { line: before.split('\n').length, column: at - before.lastIndexOf('\n') }
}
