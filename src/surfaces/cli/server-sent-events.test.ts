import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readEvents } from './server-sent-events.ts'

test('events are read whole however the stream is cut, comments are left out', async () => {
  const text = ': hello\n\nevent: message\ndata: {"a":1}\n\ndata: one\r\ndata: two é\r\n\r\n'
  const bytes = new TextEncoder().encode(text)
  for (const size of [1, 7, 1000]) {
    async function* cut() {
      for (let at = 0; at < bytes.length; at += size) yield bytes.slice(at, at + size)
    }
    const events: string[] = []
    for await (const event of readEvents(cut())) events.push(event)
    assert.deepEqual(events, ['{"a":1}', 'one\ntwo é'])
  }
})
