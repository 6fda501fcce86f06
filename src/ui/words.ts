/** Either a sentence or its forms by number; `{name}` marks what is filled in, `{count}` chooses the form. */
export type Sentence = string | { readonly one: string; readonly other: string }
export type Sentences = Readonly<Record<string, Sentence>>

type Slots<T extends string> = T extends `${string}{${infer Name}}${infer Rest}` ? Name | Slots<Rest> : never
type Text<S extends Sentence> = S extends string ? S : S extends { other: infer O extends string } ? O | '{count}' : never
type Values<S extends Sentence> = { readonly [K in Slots<Text<S>>]: string | number }
type Rest<S extends Sentence> = [Slots<Text<S>>] extends [never] ? [] : [values: Values<S>]

export type Word<W extends Sentences> = <K extends keyof W & string>(key: K, ...values: Rest<W[K]>) => string

const translations = new Map<string, Sentences>()
let plural = new Intl.PluralRules('en')

/**
 * The sentences of one part of the interface, written in English at the place that shows them:
 * `const word = catalogue('projects', { scanned: 'Scanned {age} ago' })`, then `word('scanned', { age })`.
 */
export function catalogue<const W extends Sentences>(part: string, english: W): Word<W> {
  return (key, ...[values]) => {
    const sentence = translations.get(part)?.[key] ?? english[key] ?? key
    return fill(chosen(sentence, values), values)
  }
}

/** Puts a language in place before the first page is drawn; what it lacks stays English. */
export function translate(locale: string, parts: Readonly<Record<string, Sentences>>): void {
  plural = new Intl.PluralRules(locale)
  translations.clear()
  for (const [part, sentences] of Object.entries(parts)) translations.set(part, sentences)
}

function chosen(sentence: Sentence, values?: Readonly<Record<string, string | number>>): string {
  if (typeof sentence === 'string') return sentence
  return plural.select(Number(values?.count)) === 'one' ? sentence.one : sentence.other
}

function fill(text: string, values?: Readonly<Record<string, string | number>>): string {
  return values ? text.replaceAll(/\{(\w+)\}/g, (slot, name: string) => String(values[name] ?? slot)) : text
}
