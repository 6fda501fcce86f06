import type { FastifyInstance, FastifyReply } from 'fastify'
import type { Operation } from '#kernel/contract.ts'
import type { Kernel } from '#kernel/kernel.ts'
import { documentPage } from './page.ts'
import { readDocuments, readFilterScript, readScreenshot, readStyle, type Document } from './read-documents.ts'
import { referenceHtml } from './reference.ts'

/** The documents at `/docs` and the reference at `/api/docs`: plain pages, made when they are first asked for. */
export function addDocuments(app: FastifyInstance, kernel: Kernel): void {
  const documents = once(readDocuments)
  const style = once(readStyle)
  const filter = once(readFilterScript)
  const reference = once(() => {
    const operations = [...kernel.operations.values()].map(({ declaration }) => declaration as Operation)
    const html = referenceHtml(operations, kernel.config.publicUrl)
    return page({ title: 'API reference', html, href: '/api/docs', group: '' }, documents(), '/docs/filter.js')
  })
  app.get('/docs', (_request, reply) => sendPage(reply, page(documents()[0]!, documents())))
  app.get<{ Params: { name: string } }>('/docs/:name', (request, reply) => {
    const found = documents().find(({ href }) => href === `/docs/${request.params.name}`)
    return found ? sendPage(reply, page(found, documents())) : sendPage(reply.code(404), page(missing, documents()))
  })
  app.get<{ Params: { name: string } }>('/docs/screenshots/:name', (request, reply) => {
    const picture = readScreenshot(request.params.name)
    return picture ? reply.type('image/png').send(picture) : sendPage(reply.code(404), page(missing, documents()))
  })
  app.get('/docs/style.css', (_request, reply) => reply.type('text/css').send(style()))
  app.get('/docs/filter.js', (_request, reply) => reply.type('text/javascript').send(filter()))
  app.get('/api/docs', (_request, reply) => sendPage(reply, reference()))
}

const missing: Document = {
  group: '',
  href: '',
  title: 'Nothing here',
  html: '<h1>Nothing here</h1><p>There is no document of this name. The list beside has them all.</p>',
}

function page(document: Document, navigation: readonly Document[], script?: string): string {
  return documentPage({ title: document.title, html: document.html, current: document.href, navigation, script })
}

function sendPage(reply: FastifyReply, html: string): FastifyReply {
  return reply.header('cache-control', 'no-cache').type('text/html; charset=utf-8').send(html)
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined
  return () => (made ??= { value: make() }).value
}
