/** Where evidence comes from decides how it is read: a quote is never an order. */
export interface QuotedEvidence {
  readonly id: string
  readonly source: string
  readonly trust: string
  readonly at: string
  readonly title: string
  readonly text: string
}

/** A piece of evidence as a mind reads it: one line of JSON, which no text inside can end. */
export function quoteLine({ id, source, trust, at, title, text }: QuotedEvidence): string {
  return JSON.stringify({ id, trust, source, at, title, quote: text.replace(/\s*\n\s*/g, ' | ') })
}
