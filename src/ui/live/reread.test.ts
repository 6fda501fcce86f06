import assert from 'node:assert/strict'
import { test } from 'node:test'
import { QueryClient, QueryObserver } from '@tanstack/react-query'
import { Reread } from './reread.ts'

const event = { event: 'projects.scanned', project: 'p1', ids: {}, position: '1', at: '' }

test('an event reads exactly the answers that asked for it, and many events read them once', async () => {
  const { queries, reread, reads, stop } = await twoAnswers()
  reread.watch({ topics: [{ event: 'projects.*' }], key: ['a'] })
  reread.watch({ topics: [{ event: 'runs.*' }], key: ['b'] })
  const again = nextRead(queries, 'a')
  reread.on(event)
  reread.on(event)
  await again
  assert.deepEqual(reads, { a: 2, b: 1 })
  stop()
})

test('an answer that nobody watches any more is left alone', async () => {
  const { queries, reread, reads, stop } = await twoAnswers()
  const leave = reread.watch({ topics: [{ event: 'projects.*' }], key: ['a'] })
  reread.watch({ topics: [{ event: 'projects.*' }], key: ['b'] })
  const again = nextRead(queries, 'b')
  reread.on(event)
  leave()
  await again
  assert.deepEqual(reads, { a: 1, b: 2 })
  stop()
})

test('after missed events everything on screen is read again', async () => {
  const { queries, reread, reads, stop } = await twoAnswers()
  const again = Promise.all([nextRead(queries, 'a'), nextRead(queries, 'b')])
  reread.everything()
  await again
  assert.deepEqual(reads, { a: 2, b: 2 })
  stop()
})

async function twoAnswers() {
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false, gcTime: 0 } } })
  const reads: Record<string, number> = { a: 0, b: 0 }
  const stops = ['a', 'b'].map((name) => {
    const observer = new QueryObserver(queries, { queryKey: [name], queryFn: () => (reads[name] = (reads[name] ?? 0) + 1) })
    return observer.subscribe(() => undefined)
  })
  await Promise.all(['a', 'b'].map((name) => queries.fetchQuery({ queryKey: [name] }).catch(() => undefined)))
  const stop = () => stops.forEach((one) => one())
  return { queries, reread: new Reread(queries), reads, stop }
}

function nextRead(queries: QueryClient, name: string): Promise<void> {
  return new Promise((resolve) => {
    const stop = queries.getQueryCache().subscribe(({ type, query }) => {
      if (type !== 'updated' || query.queryKey[0] !== name || query.state.data !== 2) return
      stop()
      resolve()
    })
  })
}
