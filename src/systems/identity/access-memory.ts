import { randomUUID } from 'node:crypto'
import type { Actor } from '#kernel/actor.ts'
import { openSession } from '#kernel/database.ts'
import type { Kernel } from '#kernel/kernel.ts'

type Session = Awaited<ReturnType<typeof openSession>>

/** A check that was passed, and what every further use of the credential has to pass again. */
export interface Remembered {
  readonly actor: Actor
  /** Unix milliseconds. */
  readonly until: number
  readonly recheck?: (address: string) => Promise<void>
}

const channel = 'optimus_access'
const mostRemembered = 10_000
const beatMilliseconds = 250
/** Oldest proof that still counts: what is remembered is at most this much behind the database. */
const proofMilliseconds = 750
const idleMilliseconds = 2_000
const silentMilliseconds = 3_000

/**
 * Remembers checks while it is proven that this node hears of every change: a LISTEN session sends itself beats,
 * and notifications arrive in the order of their commits, so a beat that came back says that nothing before it
 * was missed. Without a fresh proof every check asks the database. Nothing beats while nobody calls.
 */
export class AccessMemory {
  readonly #kernel: Kernel
  readonly #self = randomUUID()
  readonly #known = new Map<string, Remembered>()
  #session: Session | null = null
  #connecting: Promise<void> | null = null
  #generation = 0
  #provenAt = -Infinity
  #sentAt = -Infinity
  #usedAt = -Infinity
  #timer: NodeJS.Timeout | undefined
  #closed = false

  constructor(kernel: Kernel) {
    this.#kernel = kernel
  }

  async begin(): Promise<void> {
    await this.#connect()
    this.#timer = setInterval(() => this.#tick(), beatMilliseconds)
    this.#timer.unref()
  }

  async end(): Promise<void> {
    this.#closed = true
    clearInterval(this.#timer)
    // A session that is just being opened would outlive its owner and keep the process from ending.
    await this.#connecting?.catch(() => {})
    const session = this.#session
    this.#forgetSession()
    await session?.end().catch(() => {})
  }

  /** What is remembered, if it is proven to hold still. */
  recall(key: string, now: number): Remembered | null {
    this.#use()
    if (!this.proven) return null
    const found = this.#known.get(key)
    return found && found.until > now ? found : null
  }

  /** Changes with every change of access; a check that began under another generation is not remembered. */
  get generation(): number {
    return this.#generation
  }

  get proven(): boolean {
    return performance.now() - this.#provenAt < proofMilliseconds
  }

  remember(key: string, remembered: Remembered, generation: number): void {
    if (generation !== this.#generation || this.#session === null) return
    if (this.#known.size >= mostRemembered) this.#known.clear()
    this.#known.set(key, remembered)
  }

  #use(): void {
    const now = performance.now()
    const rested = now - this.#usedAt > idleMilliseconds
    this.#usedAt = now
    if (rested) this.#beat()
  }

  #tick(): void {
    if (this.#closed) return
    const now = performance.now()
    if (this.#session && this.#sentAt > this.#provenAt && now - this.#sentAt > silentMilliseconds) this.#drop()
    if (this.#session === null) this.#reconnect()
    else if (now - this.#usedAt < idleMilliseconds) this.#beat()
  }

  /** One beat at a time: the proof is as old as the moment the beat was sent. */
  #beat(): void {
    const session = this.#session
    if (!session || this.#sentAt > this.#provenAt) return
    this.#sentAt = performance.now()
    session.query(`SELECT pg_notify('${channel}', $1)`, [this.#self]).catch(() => this.#drop())
  }

  #hear(payload: string | undefined): void {
    if (payload === this.#self) this.#provenAt = this.#sentAt
    else if (payload === 'changed') this.#forget()
  }

  #reconnect(): void {
    this.#connecting ??= this.#connect()
      .catch(() => {})
      .finally(() => (this.#connecting = null))
  }

  async #connect(): Promise<void> {
    const session = await openSession(String(this.#kernel.pool.options.connectionString), {
      application_name: `optimus-access:${this.#kernel.node}`,
    })
    session.on('notification', (message) => this.#hear(message.payload))
    session.on('end', () => {
      if (this.#session === session) this.#forgetSession()
    })
    await session.query(`LISTEN ${channel}`)
    this.#session = session
    this.#forget()
  }

  /** A session that does not answer is given up; the memory is off until another one is proven. */
  #drop(): void {
    const session = this.#session
    this.#forgetSession()
    session?.end().catch(() => {})
  }

  #forgetSession(): void {
    this.#session = null
    this.#provenAt = -Infinity
    this.#sentAt = -Infinity
    this.#forget()
  }

  #forget(): void {
    this.#generation += 1
    this.#known.clear()
  }
}
