import type { Machinery } from '../executor/context.ts'
import type { Engine } from '../kernel.ts'
import type { Registry } from '../registry.ts'
import { Dispatcher } from './dispatcher.ts'
import { OutboxListener } from './listener.ts'
import { LiveReader } from './live.ts'

interface OutboxOptions {
  readonly machinery: Machinery
  readonly registry: Registry
  readonly engine: Engine
  readonly connection: { readonly url: string; readonly name: string }
}

export interface OpenOutbox {
  readonly live: LiveReader
  stop(): Promise<void>
}

/** Reads the outbox once for this node: for those who listen live, and for the dispatcher where this node dispatches. */
export async function openOutbox({ machinery, registry, engine, connection }: OutboxOptions): Promise<OpenOutbox> {
  const { query, log } = machinery
  const dispatcher = new Dispatcher(machinery, registry, engine)
  const live = await LiveReader.open({ query, log, onRead: (from, rows) => dispatcher.offer(from, rows) })
  const listener = new OutboxListener(connection, log, (cause) => {
    void live.wake()
    if (cause === 'poll') void dispatcher.wake()
  })
  await dispatcher.begin(listener)
  await listener.open()
  // What was left by those who were here before: nobody tells of it.
  void dispatcher.wake()
  return {
    live,
    async stop() {
      await dispatcher.stop()
      await listener.close()
    },
  }
}
