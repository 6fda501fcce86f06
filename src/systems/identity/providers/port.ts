export type ProviderKind = 'openid' | 'google' | 'microsoft' | 'github'

/** A provider as it was set up, its secret opened. */
export interface ProviderSettings {
  readonly id: string
  readonly kind: ProviderKind
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  /** The address of ours that the provider sends browsers back to; each provider has its own, so answers cannot be mixed up. */
  readonly callback: string
}

/** What binds an answer to its question; kept here, while the browser is elsewhere. */
export interface Question {
  readonly state: string
  readonly nonce: string
  readonly verifier: string
}

/** Whom a provider vouches for. */
export interface Vouched {
  /** Never given to another account at that provider. */
  readonly subject: string
  /** What people recognise the account by; nothing is decided by it. */
  readonly account: string
  /** Addresses that the provider says it has verified. */
  readonly emails: readonly string[]
}

/** What a kind of provider can do. All of it talks to the outside world; every failure is a Problem. */
export interface IdentityProvider {
  /** Throws when the provider cannot be used as it is set up. */
  check(): Promise<void>
  /**
   * Where the browser is sent. Who links is asked there which account it is, or they might link the one that somebody else
   * left signed in, and give them the key.
   */
  addressFor(question: Question, purpose: 'sign-in' | 'link'): Promise<URL>
  /** Checks everything about the answer and fetches who it is. */
  vouch(response: URLSearchParams, question: Question): Promise<Vouched>
}
