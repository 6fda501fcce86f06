import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { answerNotFound } from './problem.ts'

/** The built web app: hashed files for a year, and index.html for every address that is a page. */
export async function addWeb(app: FastifyInstance, folder: string): Promise<void> {
  if (!existsSync(join(folder, 'index.html'))) return
  await app.register(fastifyStatic, { root: folder, serve: false, dotfiles: 'ignore', cacheControl: false, setHeaders: cacheFor })
  const sendIndex = { cacheControl: false } as const
  app.get('/', (_request, reply) => reply.header('cache-control', 'no-cache').sendFile('index.html', sendIndex))
  app.get<{ Params: { '*': string } }>('/*', (request, reply) => {
    const path = request.params['*']
    if (/^(api|mcp|metrics)(\/|$)/.test(path)) return answerNotFound(request, reply)
    if (/\.\w{1,12}$/.test(path)) return reply.sendFile(path)
    return reply.header('cache-control', 'no-cache').sendFile('index.html', sendIndex)
  })
}

function cacheFor(reply: FastifyReply, path: string): void {
  reply.header('cache-control', path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache')
}
