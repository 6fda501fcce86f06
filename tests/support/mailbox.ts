import type { AddressInfo } from 'node:net'
import { after } from 'node:test'
import { SMTPServer } from 'smtp-server'
import { until } from '#tests/support/until.ts'

/** A letter as a mailbox holds it. */
export interface Received {
  readonly to: string
  readonly raw: string
  /** The link in it. */
  readonly link: URL
}

export interface Mailbox {
  readonly port: number
  readonly user: string
  readonly password: string
  readonly letters: Received[]
  /** Refuses letters from now on, with this code; null takes them again. */
  refuse(code: number | null): void
  /** Takes letters from now on without saying so, until `release`; `held` counts those. */
  hold(): void
  release(): void
  held(): number
  /** The next letter to this address, once it has come. */
  letterTo(address: string, after?: number): Promise<Received>
}

/** A real SMTP server on a port of its own that wants a password and keeps what it gets. */
export async function startMailbox(): Promise<Mailbox> {
  const letters: Received[] = []
  const [user, password] = ['optimus', 'the mail password']
  let refusing: number | null = null
  let holding = false
  const waiting: (() => void)[] = []
  const server = new SMTPServer({
    authOptional: false,
    allowInsecureAuth: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    onAuth(given, _session, done) {
      if (given.username === user && given.password === password) done(null, { user })
      else done(new Error('Authentication failed'))
    },
    onData(stream, session, done) {
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => parts.push(part))
      stream.on('end', () => {
        if (refusing !== null) return done(Object.assign(new Error('Words of the mail server'), { responseCode: refusing }))
        if (holding) return void waiting.push(() => done(new Error('gone')))
        const raw = Buffer.concat(parts).toString('utf8')
        const link = /https?:\/\/\S+/.exec(raw.replaceAll('=\r\n', '').replaceAll('=3D', '='))?.[0]
        letters.push({ to: session.envelope.rcptTo[0]!.address, raw, link: new URL(link ?? 'http://none.invalid/') })
        done()
      })
    },
  })
  server.on('error', () => {})
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  after(() => new Promise<void>((resolve) => server.close(() => resolve())))
  return {
    port: (server.server.address() as AddressInfo).port,
    user,
    password,
    letters,
    hold: () => void (holding = true),
    release() {
      holding = false
      for (const end of waiting.splice(0)) end()
    },
    held: () => waiting.length,
    refuse: (code) => void (refusing = code),
    letterTo: (address, from = 0) => until(`a letter to ${address}`, async () => letters.slice(from).find((one) => one.to === address), 60),
  }
}
