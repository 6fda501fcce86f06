// The limit: bare node:http and named statements. No validation, no rights, no audit trail, no errors to speak of.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { openPool, queryOn } from '#kernel/database.ts'
import { newId } from '#kernel/ids.ts'
import { insertOne, prepareItems, selectOne, selectPage } from './items.ts'
import { beMeasured } from './measured.ts'

const query = queryOn(openPool(process.argv[2]!))
const item = await prepareItems(query)

const server = createServer((request, response) => {
  if (request.method === 'POST') return void insert(request, response)
  const id = request.url!.slice('/items/'.length)
  const found = id ? query(selectOne, [id], 'get') : query(selectPage, [], 'list')
  void found.then(({ rows }) => send(response, id ? rows[0] : { items: rows, next: null }))
})

async function insert(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const { name, note, amount } = JSON.parse(Buffer.concat(chunks).toString()) as Record<string, unknown>
  send(response, (await query(insertOne, [newId(), name, note, amount], 'create')).rows[0])
}

function send(response: ServerResponse, body: unknown): void {
  const text = JSON.stringify(body)
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) })
  response.end(text)
}

server.listen(0, '127.0.0.1', () => beMeasured({ port: (server.address() as AddressInfo).port, item, headers: {} }))
