import type { JsonObject } from '../../expressions/json.ts'

/** Where something is: a URI, a URI template, a `${ … }`, or a URI with the way to sign in. */
export type Endpoint = string | { uri: string; authentication?: ReferenceableAuthentication }

export interface ExternalResource {
  name?: string
  endpoint: Endpoint
}

export type ReferenceableAuthentication = { use: string } | AuthenticationPolicy

/** Sign-in by a secret: its name in `use.secrets`. */
export interface SecretReference {
  use: string
}

export type AuthenticationPolicy =
  | { basic: SecretReference | { username: string; password: string } }
  | { bearer: SecretReference | { token: string } }
  | { digest: SecretReference | { username: string; password: string } }
  | { oauth2: SecretReference | OAuth2 }
  | { oidc: SecretReference | OAuth2 }

export interface OAuth2 {
  authority: string
  grant: string
  client?: { id?: string; secret?: string; assertion?: string; authentication?: string }
  endpoints?: { token?: string; revocation?: string; introspection?: string }
  request?: JsonObject
  issuers?: string[]
  scopes?: string[]
  audiences?: string[]
  username?: string
  password?: string
  subject?: { token: string; type: string }
  actor?: { token: string; type: string }
}
