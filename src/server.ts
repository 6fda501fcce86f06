import { join } from 'node:path'
import { readConfig } from '#kernel/config.ts'
import { startKernel } from '#kernel/build.ts'
import { createLog } from '#kernel/log.ts'
import { openDatabase } from '#kernel/postgres/open-database.ts'
import { kernelSystems } from '#kernel/systems.ts'
import { createHttpServer } from '#surfaces/http/server.ts'
import { serve } from '#surfaces/http/serve.ts'
import { identity } from '#systems/identity/system.ts'

const systems = [...kernelSystems, identity]

const config = readConfig(process.env)
const log = createLog(config.logLevel)
const database = await openDatabase(config, log)
const kernel = await startKernel({ config, log, connectionString: database.connectionString, systems, onFenced: () => process.exit(70) })
const http = await createHttpServer({ kernel, systems, web: join(import.meta.dirname, '..', 'dist', 'web') })
await serve({ kernel, http, database })
