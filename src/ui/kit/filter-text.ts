/**
 * The text of a filter box: plain words, and terms such as `stack:rust is:dirty`. Chips write into it, so that what
 * filters a page is always one text that can be read, edited and linked.
 */
export interface FilterTerm {
  readonly key: string
  readonly value: string
}

export interface ReadFilter {
  readonly words: readonly string[]
  readonly terms: readonly FilterTerm[]
}

/** Takes a filter text apart; a value with spaces stands in quotes: `tag:"on hold"`. */
export function readFilter(text: string): ReadFilter {
  const parts = split(text)
  const terms = parts.map(termOf)
  return {
    words: parts.filter((_, index) => terms[index] === null),
    terms: terms.filter((term) => term !== null),
  }
}

export function hasTerm(text: string, key: string, value: string): boolean {
  return readFilter(text).terms.some((term) => term.key === key && term.value === value)
}

/** The value of the last term with this key, or null. */
export function termValue(text: string, key: string): string | null {
  return readFilter(text).terms.findLast((term) => term.key === key)?.value ?? null
}

/** Puts exactly this value for the key into the text, at the end; null takes the key out. */
export function withTerm(text: string, key: string, value: string | null): string {
  const kept = split(text).filter((part) => termOf(part)?.key !== key)
  return [...kept, ...(value === null ? [] : [written(key, value)])].join(' ')
}

/** Puts one term in, or takes it out when it is there, and leaves others of the same key alone. */
export function toggleTerm(text: string, key: string, value: string): string {
  const same = (part: string) => termOf(part)?.key === key && termOf(part)?.value === value
  const parts = split(text)
  return parts.some(same) ? parts.filter((part) => !same(part)).join(' ') : [...parts, written(key, value)].join(' ')
}

function split(text: string): string[] {
  return text.match(/[^\s"]*"[^"]*"|\S+/g) ?? []
}

function termOf(part: string): FilterTerm | null {
  const found = /^([a-z][\w-]*):(?:"([^"]*)"|(.+))$/i.exec(part)
  return found?.[1] ? { key: found[1].toLowerCase(), value: found[2] ?? found[3] ?? '' } : null
}

function written(key: string, value: string): string {
  return /\s/.test(value) ? `${key}:"${value}"` : `${key}:${value}`
}
