import type { IncomingMessage } from 'node:http'
import type { WebSocket } from 'ws'
import type { Actor } from '#kernel/actor.ts'
import type { OutboxEvent } from '#kernel/events.ts'
import type { Kernel } from '#kernel/kernel.ts'
import { mayHear, readMessage, wants, type Topic } from './topics.ts'

const mostTopics = 200
const mostMissed = 1000
/** A reader that lets this much pile up is cut off; it resumes from its position when it comes back. */
const mostBuffered = 1024 * 1024

/** One open socket: what it wants to hear, and who listens. */
export class Connection {
  readonly #kernel: Kernel
  readonly #socket: WebSocket
  readonly #request: IncomingMessage
  #actor: Actor
  #topics: Topic[] = []
  #alive = true
  /** While missed events are being read, new ones wait here, so that the order holds. */
  #held: OutboxEvent[] | null = null

  constructor(kernel: Kernel, socket: WebSocket, request: IncomingMessage, actor: Actor) {
    this.#kernel = kernel
    this.#socket = socket
    this.#request = request
    this.#actor = actor
    socket.on('pong', () => (this.#alive = true))
    socket.on('error', () => socket.terminate())
    socket.on('message', (data, isBinary) => void this.#receive(isBinary ? '' : data.toString()))
    this.#send({ type: 'hello', position: kernel.live.position() })
  }

  tell(event: OutboxEvent): void {
    if (event.name === 'identity.access_changed') void this.#checkAgain()
    if (this.#held) this.#held.push(event)
    else this.#pass(event)
  }

  ping(): void {
    if (!this.#alive) return this.#socket.terminate()
    this.#alive = false
    this.#socket.ping()
  }

  close(code: number, reason: string): void {
    this.#socket.close(code, reason)
  }

  #pass(event: OutboxEvent): void {
    if (!wants(this.#topics, event) || !mayHear(this.#kernel, this.#actor, event)) return
    if (this.#socket.bufferedAmount > mostBuffered) return this.#socket.terminate()
    this.#send({
      type: 'event',
      event: event.name,
      project: event.project,
      ids: event.payload,
      position: event.position,
      at: event.at.toISOString(),
    })
  }

  async #receive(text: string): Promise<void> {
    const message = readMessage(text)
    if (message === null) return this.#send({ type: 'error', message: 'Send {"type":"subscribe","topics":[{"event":"projects.*"}]}.' })
    if (message.type === 'ping') return this.#send({ type: 'pong' })
    if (message.type === 'unsubscribe') {
      this.#topics = this.#topics.filter(
        (topic) => !message.topics.some((gone) => gone.event === topic.event && gone.project === topic.project),
      )
      return
    }
    this.#topics = [...this.#topics, ...message.topics].slice(-mostTopics)
    if (message.since !== undefined) await this.#resume(message.since)
    else this.#send({ type: 'subscribed', position: this.#kernel.live.position() })
  }

  /** Tells what was missed since a position, or that everything has to be read again. */
  async #resume(since: string): Promise<void> {
    this.#held = []
    const missed = await this.#kernel.live.since(since, mostMissed).catch(() => null)
    const held = this.#held
    this.#held = null
    if (missed === null) this.#send({ type: 'resync', position: this.#kernel.live.position() })
    const told = new Set((missed ?? []).map((event) => event.id))
    for (const event of missed ?? []) this.#pass(event)
    for (const event of held) if (!told.has(event.id)) this.#pass(event)
    this.#send({ type: 'subscribed', position: this.#kernel.live.position() })
  }

  /** Somebody's access changed: whoever lost theirs hears nothing more. */
  async #checkAgain(): Promise<void> {
    try {
      this.#actor = await this.#kernel.authenticate(this.#request.headers, this.#request.socket.remoteAddress ?? '')
      if (this.#actor.kind === 'anonymous') this.close(4401, 'Sign in again')
    } catch {
      this.close(4401, 'Sign in again')
    }
  }

  #send(message: object): void {
    if (this.#socket.readyState === this.#socket.OPEN) this.#socket.send(JSON.stringify(message))
  }
}
