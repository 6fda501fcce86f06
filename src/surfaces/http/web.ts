import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { answerNotFound } from './problem.ts'

/** The built web app: hashed files for a year, and index.html for every address that is a page. */
export async function addWeb(app: FastifyInstance, folder: string): Promise<void> {
  if (!existsSync(join(folder, 'index.html'))) return
  await app.register(fastifyStatic, { root: folder, wildcard: false, index: false, cacheControl: false, setHeaders: cacheFor })
  const sendIndex = { cacheControl: false } as const
  app.get('/', (_request, reply) => reply.header('cache-control', 'no-cache').sendFile('index.html', sendIndex))
  app.get('/*', (request, reply) => {
    const isPage = !/^\/(api|mcp|metrics)(\/|$)/.test(request.url) && !/\.\w{1,8}(\?|$)/.test(request.url)
    return isPage ? reply.header('cache-control', 'no-cache').sendFile('index.html', sendIndex) : answerNotFound(request, reply)
  })
}

function cacheFor(reply: FastifyReply, path: string): void {
  reply.header('cache-control', path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache')
}
