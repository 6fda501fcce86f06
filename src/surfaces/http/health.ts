import type { FastifyInstance } from 'fastify'
import type { Kernel } from '#kernel/kernel.ts'

/** `/healthz` says that the process answers, `/readyz` that it can serve: the database answers too. */
export function addHealth(app: FastifyInstance, kernel: Kernel): void {
  app.get('/healthz', async () => ({ status: 'alive' }))
  app.get('/readyz', async (_request, reply) => {
    try {
      await kernel.query('SELECT 1', [], 'ready')
      return { status: 'ready' }
    } catch {
      return reply.code(503).send({ status: 'waiting', reason: 'The database is not reachable right now.' })
    }
  })
}
