import { createHash } from 'node:crypto'
import { isIPv6 } from 'node:net'
import type { Ctx } from '#kernel/context.ts'
import { kernelErrors, Problem } from '#kernel/errors.ts'
import { takeTokens } from './take-tokens.ts'

/** Tries from one address, at all accounts together. A successful one is given back. */
const addressLimit = { burst: 20, seconds: 300 }
/** What pages ask for by themselves, such as the challenge of a passkey: no try, and so not to be taken from the tries. */
const askingLimit = { burst: 120, seconds: 60 }
/** Failures in a row that cost nothing: at one account from one address, and from everywhere. */
const freeFailures = { here: 5, anywhere: 50 }
const longestBlockSeconds = 900

/**
 * Every door where somebody proves who they are begins here, before any costly work. An account that does not
 * exist is limited like one that does. The statements must not be in a transaction that a failure takes back.
 */
export async function knock(ctx: Ctx, account: string): Promise<void> {
  await knockAddress(ctx)
  const [here, anywhere] = subjectsOf(ctx, account)
  const blocked = await ctx.query<{ seconds: number }>(
    `SELECT ceil(extract(epoch FROM max(blocked_until) - clock_timestamp()))::integer AS seconds FROM identity.lockout
     WHERE blocked_until > clock_timestamp() AND (subject = $1 OR subject = $2 AND NOT EXISTS
       (SELECT 1 FROM identity.session s JOIN identity.person p ON p.id = s.person
        WHERE (lower(p.email) = lower($3) OR p.id::text = $3) AND s.address = $4))`,
    [here, anywhere, account, ctx.address],
    'identity.blocked',
  )
  const wait = blocked.rows[0]?.seconds
  if (wait) throw tooMany(wait)
}

/** Where the account is not known before the proof: what cannot be guessed anyway, such as a link or a passkey. */
export async function knockAddress(ctx: Ctx): Promise<void> {
  const seconds = await takeTokens(ctx.query, addressBucket(ctx), addressLimit)
  if (seconds > 0) throw tooMany(seconds)
}

/** For whoever only asks, and neither proves nor guesses anything by it. */
export async function knockToAsk(ctx: Ctx): Promise<void> {
  const seconds = await takeTokens(ctx.query, `asking ${addressBucket(ctx)}`, askingLimit)
  if (seconds > 0) throw tooMany(seconds)
}

/** Each failure beyond the free ones doubles the wait: 1 s, 2 s, 4 s … a quarter of an hour. */
export async function noteFailure(ctx: Ctx, account: string): Promise<void> {
  const [here, anywhere] = subjectsOf(ctx, account)
  await ctx.query(
    `INSERT INTO identity.lockout AS l (subject, failures, failed_at)
     SELECT subject, 1, clock_timestamp() FROM unnest($1::text[]) AS subject ORDER BY subject
     ON CONFLICT (subject) DO UPDATE SET failed_at = excluded.failed_at,
       failures = CASE WHEN l.failed_at < clock_timestamp() - interval '1 hour' THEN 1 ELSE l.failures + 1 END`,
    [[here, anywhere]],
  )
  await ctx.query(
    `UPDATE identity.lockout l SET blocked_until = clock_timestamp()
       + least(${longestBlockSeconds}, power(2, least(20, l.failures - w.free))) * interval '1 second'
     FROM unnest($1::text[], $2::integer[]) AS w (subject, free) WHERE l.subject = w.subject AND l.failures >= w.free`,
    [
      [here, anywhere],
      [freeFailures.here, freeFailures.anywhere],
    ],
  )
}

export async function noteSuccess(ctx: Ctx, account: string): Promise<void> {
  await takeTokens(ctx.query, addressBucket(ctx), addressLimit, -1)
  await ctx.query('DELETE FROM identity.lockout WHERE subject = $1', [subjectsOf(ctx, account)[0]])
}

/** One network of an IPv6 customer counts as one address. */
function addressBucket(ctx: Ctx): string {
  const address = ctx.address ?? 'none'
  const network = isIPv6(address) && !address.includes('.') ? expandNetwork(address) : address
  return `address ${network}`
}

function expandNetwork(address: string): string {
  const [head = '', tail = ''] = address.split('::')
  const before = head.split(':').filter(Boolean)
  const after = tail.split(':').filter(Boolean)
  const zeros = address.includes('::') ? Array<string>(Math.max(0, 8 - before.length - after.length)).fill('0') : []
  return [...before, ...zeros, ...after].slice(0, 4).join(':')
}

/** Hashed, so that the table tells nobody which addresses were tried. */
function subjectsOf(ctx: Ctx, account: string): [string, string] {
  const hash = createHash('sha256').update(account.toLowerCase()).digest('hex')
  return [`${hash} ${addressBucket(ctx)}`, hash]
}

function tooMany(seconds: number): Problem {
  return new Problem(kernelErrors.too_many_requests, `Too many tries; try again in ${seconds} s.`, { retryAfter: seconds })
}
