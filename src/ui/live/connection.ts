import { waitBefore } from './back-off.ts'
import { topicKey, type LiveEvent, type Topic } from './topics.ts'

export type LiveState = 'idle' | 'connecting' | 'live' | 'reconnecting'

export interface LiveListeners {
  event(event: LiveEvent): void
  /** Events were missed for good: everything shown has to be read again. */
  resync(): void
  state(state: LiveState): void
  /** The server no longer knows who we are. */
  signedOut(): void
}

type Message =
  | ({ type: 'event' } & LiveEvent)
  | { type: 'hello' | 'subscribed' | 'resync'; position: string }
  | { type: 'ping' | 'pong' | 'error' }

/** How often we ask whether the line is there, and how long a line may be silent before it counts as dead. */
const pingMilliseconds = 20_000
const silenceMilliseconds = 50_000

/** Close code of the server for a session that ended. */
const signedOutCode = 4401

/** The one WebSocket of the app: keeps its topics over reconnects and resumes where it stopped. */
export class LiveConnection {
  readonly #url: string
  readonly #listeners: LiveListeners
  readonly #topics = new Map<string, { topic: Topic; users: number }>()
  #socket: WebSocket | null = null
  #position: string | undefined
  #attempt = 0
  #retry: ReturnType<typeof setTimeout> | undefined
  #silence: ReturnType<typeof setTimeout> | undefined
  #ping: ReturnType<typeof setInterval> | undefined
  #wanted = false

  constructor(url: string, listeners: LiveListeners) {
    this.#url = url
    this.#listeners = listeners
  }

  open(): void {
    if (this.#wanted) return
    this.#wanted = true
    this.#listeners.state('connecting')
    this.#connect()
  }

  close(): void {
    this.#wanted = false
    this.#position = undefined
    this.#attempt = 0
    clearTimeout(this.#retry)
    this.#stopWatching()
    this.#socket?.close()
    this.#socket = null
    this.#listeners.state('idle')
  }

  /** Tries at once instead of after the back-off, for instance when the browser is online again. */
  hurry(): void {
    if (!this.#wanted || this.#socket) return
    clearTimeout(this.#retry)
    this.#connect()
  }

  /** Starts listening; the answer stops it. Several users of one topic share a subscription. */
  listen(topic: Topic): () => void {
    const key = topicKey(topic)
    const known = this.#topics.get(key)
    if (known) known.users += 1
    else {
      this.#topics.set(key, { topic, users: 1 })
      this.#tell({ type: 'subscribe', topics: [topic] })
    }
    return () => this.#leave(key)
  }

  #leave(key: string): void {
    const known = this.#topics.get(key)
    if (!known || --known.users > 0) return
    this.#topics.delete(key)
    this.#tell({ type: 'unsubscribe', topics: [known.topic] })
  }

  #connect(): void {
    const socket = new WebSocket(this.#url)
    this.#socket = socket
    socket.addEventListener('open', () => this.#opened())
    socket.addEventListener('message', ({ data }) => this.#heard(String(data)))
    socket.addEventListener('close', ({ code }) => this.#closed(socket, code))
  }

  #opened(): void {
    this.#watchSilence()
    this.#ping = setInterval(() => this.#tell({ type: 'ping' }), pingMilliseconds)
  }

  /** Asks for everything since the last position, so that nothing falls between connecting and subscribing. */
  #greeted(position: string): void {
    this.#attempt = 0
    const topics = [...this.#topics.values()].map(({ topic }) => topic)
    this.#tell({ type: 'subscribe', topics, since: this.#position ?? position })
    this.#listeners.state('live')
  }

  #closed(socket: WebSocket, code: number): void {
    if (this.#socket !== socket) return
    this.#socket = null
    this.#stopWatching()
    if (code === signedOutCode) this.#listeners.signedOut()
    if (!this.#wanted) return
    this.#listeners.state('reconnecting')
    this.#retry = setTimeout(() => this.#connect(), waitBefore(this.#attempt, Math.random()))
    this.#attempt += 1
  }

  #heard(data: string): void {
    this.#watchSilence()
    const message: Message = JSON.parse(data)
    if (message.type === 'ping') return this.#tell({ type: 'pong' })
    if (message.type === 'hello') return this.#greeted(message.position)
    if ('position' in message) this.#position = message.position
    if (message.type === 'event') this.#listeners.event(message)
    if (message.type === 'resync') this.#listeners.resync()
  }

  #watchSilence(): void {
    clearTimeout(this.#silence)
    this.#silence = setTimeout(() => this.#socket?.close(), silenceMilliseconds)
  }

  #stopWatching(): void {
    clearTimeout(this.#silence)
    clearInterval(this.#ping)
  }

  #tell(message: object): void {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(message))
  }
}
