import { homedir } from 'node:os'
import { join, resolve } from 'node:path'

/** What the environment decides; everything else is a setting in the database. DESIGN names every variable. */
export interface Config {
  /** Database, keys, spool and cache of this installation. */
  readonly home: string
  readonly host: string
  readonly port: number
  /** Folders whose projects are found. */
  readonly roots: readonly string[]
  /** Another Postgres (16 or newer) instead of the embedded one. */
  readonly databaseUrl: string | null
  readonly redisUrl: string | null
  /** The address people use, without a trailing slash; decides links, cookies and passkeys. */
  readonly publicUrl: string
  /** How many proxies stand in front, of which the first ends TLS; each adds to X-Forwarded-For. What came before them is anybody's word. */
  readonly trustProxy: number
  readonly vaultKey: string | null
  readonly owner: { readonly email: string; readonly password: string } | null
  /** `<PROVIDER>_API_KEY` and `<PROVIDER>_BASE_URL` of the outside world, for whoever was not configured otherwise. */
  readonly providerDefaults: Readonly<Record<string, string>>
  readonly logLevel: string
  /** Strict checks of outputs that production leaves out. */
  readonly checkOutputs: boolean
}

export class ConfigError extends Error {}

/** Reads the environment; throws a ConfigError with a sentence that names the variable. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const home = resolve(env['OPTIMUS_HOME'] || (process.getuid?.() === 0 ? '/var/lib/optimus' : join(homedir(), '.optimus')))
  const port = readPort(env['OPTIMUS_PORT'] || '4400')
  const host = env['OPTIMUS_HOST'] || '127.0.0.1'
  const trustProxy = readProxies(env['OPTIMUS_TRUST_PROXY'] || '0')
  const publicUrl = readUrl(env['OPTIMUS_PUBLIC_URL'] || `http://localhost:${port}`)
  requirePrivacy(host, publicUrl, trustProxy)
  return {
    home,
    host,
    port,
    roots: (env['OPTIMUS_PROJECTS'] || join(homedir(), 'projects'))
      .split(':')
      .filter(Boolean)
      .map((root) => resolve(root)),
    databaseUrl: env['DATABASE_URL'] || null,
    redisUrl: env['REDIS_URL'] || null,
    publicUrl,
    trustProxy,
    vaultKey: env['OPTIMUS_VAULT_KEY'] || null,
    owner: readOwner(env['OPTIMUS_OWNER_EMAIL'], env['OPTIMUS_OWNER_PASSWORD']),
    providerDefaults: readProviderDefaults(env),
    logLevel: env['OPTIMUS_LOG_LEVEL'] || 'warn',
    checkOutputs: env['OPTIMUS_CHECK_OUTPUTS'] === '1',
  }
}

function readPort(text: string): number {
  const port = Number(text)
  if (Number.isInteger(port) && port >= 0 && port <= 65535) return port
  throw new ConfigError(`OPTIMUS_PORT is "${text}"; it must be a whole number from 0 to 65535.`)
}

function readUrl(text: string): string {
  const url = URL.parse(text)
  if (url && (url.protocol === 'http:' || url.protocol === 'https:')) return url.origin
  throw new ConfigError(`OPTIMUS_PUBLIC_URL is "${text}"; it must be an address such as https://optimus.example.com.`)
}

function readProxies(text: string): number {
  const count = text === 'true' ? 1 : text === 'false' ? 0 : Number(text)
  if (Number.isInteger(count) && count >= 0 && count <= 9) return count
  throw new ConfigError(`OPTIMUS_TRUST_PROXY is "${text}"; it must be the number of proxies in front, such as 1.`)
}

const loopback = /^(localhost|127(\.\d{1,3}){3}|::1|\[::1\])$/

/** Beyond this machine nothing travels in the clear: passwords, sessions and keys could be read by everybody on the way. */
function requirePrivacy(host: string, publicUrl: string, trustProxy: number): void {
  const { protocol, hostname } = new URL(publicUrl)
  if (protocol === 'http:' && !loopback.test(hostname))
    throw new ConfigError(
      `OPTIMUS_PUBLIC_URL is ${publicUrl}, which is not encrypted. Put a proxy that ends TLS in front, and set OPTIMUS_PUBLIC_URL=https://… and OPTIMUS_TRUST_PROXY=1.`,
    )
  if (loopback.test(host)) return
  if (trustProxy === 0)
    throw new ConfigError(
      `OPTIMUS_HOST is ${host}, where others could read passwords on the way. Put a proxy that ends TLS in front and say so with OPTIMUS_TRUST_PROXY=1, or leave OPTIMUS_HOST out.`,
    )
  if (protocol === 'http:')
    throw new ConfigError(
      `OPTIMUS_HOST is ${host}, but the address people use is not known. Set OPTIMUS_PUBLIC_URL to the https address of the proxy.`,
    )
}

function readProviderDefaults(env: NodeJS.ProcessEnv): Record<string, string> {
  const named = Object.entries(env).filter(([name, value]) => /^[A-Z][A-Z0-9]*_(API_KEY|BASE_URL)$/.test(name) && value)
  return Object.fromEntries(named) as Record<string, string>
}

function readOwner(email?: string, password?: string): Config['owner'] {
  if (email && password) return { email, password }
  if (!email && !password) return null
  throw new ConfigError('OPTIMUS_OWNER_EMAIL and OPTIMUS_OWNER_PASSWORD belong together; set both or neither.')
}
