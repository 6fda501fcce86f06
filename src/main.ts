import { readConfig } from '#kernel/config.ts'
import { explainFailure, say } from '#kernel/console.ts'
import { createLog } from '#kernel/log.ts'
import { openDatabase } from '#kernel/open-database.ts'

try {
  await start()
} catch (error) {
  say(explainFailure(error))
  process.exit(1)
}

/** Postgres gets going while the rest of the program is still being read: it has a core of its own for that. */
async function start(): Promise<void> {
  const began = performance.now()
  const config = readConfig(process.env)
  const log = createLog(config.logLevel)
  const launched = Promise.withResolvers<void>()
  const opening = openDatabase(config, log, launched.resolve)
  await Promise.race([launched.promise, opening])
  const { serve } = await import('./server.ts')
  await serve({ config, log, database: await opening, began })
}
