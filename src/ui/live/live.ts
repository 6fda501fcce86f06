import { queryClient } from '../client/query-client.ts'
import { LiveConnection, type LiveState } from './connection.ts'
import { Reread } from './reread.ts'
import { topicOf, type TopicName } from './topics.ts'

const reread = new Reread(queryClient)
const stateListeners = new Set<() => void>()
let state: LiveState = 'idle'

const connection = new LiveConnection(`${location.origin.replace(/^http/, 'ws')}/api/v1/live`, {
  event: (event) => reread.on(event),
  resync: () => reread.everything(),
  signedOut: () => void queryClient.invalidateQueries({ queryKey: ['identity.session'] }),
  state: (next) => {
    state = next
    for (const listener of stateListeners) listener()
  },
})

addEventListener('online', () => connection.hurry())
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'visible') connection.hurry()
})

/** The app's live line. Opened once somebody is signed in. */
export const live = {
  open: () => connection.open(),
  close: () => connection.close(),
  state: () => state,
  onState(listener: () => void): () => void {
    stateListeners.add(listener)
    return () => stateListeners.delete(listener)
  },
  /** Reads the answers under `key` again whenever one of the topics has news. */
  keep(names: readonly TopicName[], key: readonly unknown[]): () => void {
    const topics = names.map(topicOf)
    const stop = [reread.watch({ topics, key }), ...topics.map((topic) => connection.listen(topic))]
    return () => stop.forEach((one) => one())
  },
}
