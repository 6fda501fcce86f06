/** What our tests use of a package that comes without types. */
declare module 'oidc-provider' {
  import type { RequestListener } from 'node:http'

  export class Provider {
    constructor(issuer: string, configuration: object)
    callback(): RequestListener
    on(event: string, heard: (context: unknown, error: Error) => void): void
  }
}
