import type { Ctx } from '#kernel/context.ts'
import { Problem } from '#kernel/errors.ts'
import { errors } from '../errors.ts'
import { mailPurpose, readMailServer } from './mail-server.ts'

const patience = 20_000

export interface Letter {
  readonly to: string
  readonly subject: string
  readonly text: string
  /** The same letter sent again has the same, so that mailboxes show it once. */
  readonly messageId?: string
}

/** Hands a letter to the mail server; resolves once that has taken it over. Its own words go to the log only. */
export async function sendLetter(ctx: Pick<Ctx, 'query' | 'vault' | 'log' | 'config'>, letter: Letter): Promise<void> {
  const server = await readMailServer(ctx.query)
  if (!server) throw new Problem(errors.mail_not_set)
  // Loaded with the first letter, not at start.
  const { createTransport } = await import('nodemailer')
  const transport = createTransport({
    host: server.host,
    port: server.port,
    secure: server.security === 'tls',
    requireTLS: server.security === 'starttls',
    ignoreTLS: server.security === 'none',
    name: new URL(ctx.config.publicUrl).hostname,
    auth: server.username === null ? undefined : { user: server.username, pass: passwordOf(ctx, server.sealed) },
    connectionTimeout: patience,
    greetingTimeout: patience,
    socketTimeout: patience,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  try {
    await transport.sendMail({
      ...letter,
      from: { name: 'Optimus', address: server.sender },
      headers: { 'Auto-Submitted': 'auto-generated' },
    })
  } catch (error) {
    const { code, responseCode } = error as { code?: string; responseCode?: number }
    ctx.log.warn({ code, responseCode }, 'the mail server did not take a letter')
    throw new Problem(errors.mail_refused, reasonOf(code, responseCode), {}, error)
  } finally {
    transport.close()
  }
}

function passwordOf(ctx: Pick<Ctx, 'vault'>, sealed: Buffer | null): string {
  return sealed === null ? '' : ctx.vault.open(mailPurpose, sealed)
}

function reasonOf(code: string | undefined, responseCode: number | undefined): string {
  if (code === 'EAUTH') return 'The mail server did not accept the user and password.'
  if (code === 'ETLS') return 'The mail server does not encrypt as it is set up to, or shows no valid certificate.'
  if (code === 'ESOCKET' || code === 'ECONNECTION' || code === 'EDNS' || code === 'ETIMEDOUT') return 'The mail server cannot be reached.'
  return `The mail server refused the letter${responseCode === undefined ? '' : ` (${responseCode})`}.`
}
