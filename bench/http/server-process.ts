import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { Agent, request } from 'node:http'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { Question, Ready } from './measured.ts'

export type Call = 'get' | 'list' | 'insert'

/** Requests in flight at the same time. */
const connections = 8

/** A server in a process of its own, whose CPU time is nobody else's. */
export class ServerProcess {
  readonly #child: ChildProcess
  readonly #ready: Ready
  readonly #prefix: string
  #idle = 0
  readonly #agent = new Agent({ keepAlive: true, maxSockets: connections })

  private constructor(child: ChildProcess, ready: Ready, prefix: string) {
    this.#child = child
    this.#ready = ready
    this.#prefix = prefix
  }

  /** Both servers get the flags of the launcher, so that their memory is collected alike. */
  static async start(file: string, connectionString: string, prefix: string): Promise<ServerProcess> {
    const flags = [
      '--disable-warning=ExperimentalWarning',
      '--max-semi-space-size=2',
      '--single-threaded-gc',
      ...(process.env['OPTIMUS_BENCH_FLAGS']?.split(' ') ?? []),
    ]
    const child = fork(join(import.meta.dirname, file), [connectionString], { execArgv: flags })
    const died = once(child, 'exit').then(() => Promise.reject(new Error(`${file} ended before it was ready.`)))
    const [ready] = (await Promise.race([once(child, 'message'), died])) as [Ready]
    died.catch(() => {})
    return new ServerProcess(child, ready, prefix)
  }

  /** Microseconds of CPU for each of so many requests, without what the server spends when nobody asks. */
  async measure(call: Call, count: number): Promise<number> {
    const began = performance.now()
    const before = await this.ask('cpu')
    let left = count
    const work = async (): Promise<void> => {
      while (left > 0) {
        left -= 1
        await this.#send(call)
      }
    }
    await Promise.all(Array.from({ length: connections }, work))
    const spent = (await this.ask('cpu')) - before
    return (spent - ((performance.now() - began) / 1000) * this.#idle) / count
  }

  /** Learns what the server spends when nobody asks: watchers, heartbeats. Microseconds of CPU a second. */
  async rest(seconds: number): Promise<number> {
    const before = await this.ask('cpu')
    await delay(seconds * 1000)
    this.#idle = ((await this.ask('cpu')) - before) / seconds
    return this.#idle
  }

  async ask(question: Question): Promise<number> {
    this.#child.send(question)
    const [answer] = (await once(this.#child, 'message')) as [number]
    return answer
  }

  async stop(): Promise<void> {
    this.#agent.destroy()
    const gone = once(this.#child, 'exit')
    this.#child.disconnect()
    await gone
  }

  #send(call: Call): Promise<void> {
    const body = call === 'insert' ? insertBody : undefined
    const path = `${this.#prefix}/items${call === 'get' ? `/${this.#ready.item}` : call === 'list' ? this.#listPath : ''}`
    const headers = { ...this.#ready.headers, ...(body ? { 'content-type': 'application/json', 'content-length': body.length } : {}) }
    return new Promise((resolve, reject) => {
      const sent = request(
        { host: '127.0.0.1', port: this.#ready.port, method: body ? 'POST' : 'GET', path, headers, agent: this.#agent },
        (response) => {
          response.resume()
          response.once('end', () =>
            response.statusCode! < 300 ? resolve() : reject(new Error(`${call} answered ${response.statusCode}`)),
          )
        },
      )
      sent.once('error', reject)
      sent.end(body)
    })
  }

  /** The limit tells its list from its single item by the slash at the end. */
  get #listPath(): string {
    return this.#prefix === '' ? '/' : ''
  }
}

const insertBody = Buffer.from(JSON.stringify({ name: 'a new item', note: 'written by the benchmark', amount: 42 }))
