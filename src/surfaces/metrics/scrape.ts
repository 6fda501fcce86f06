import { collectDefaultMetrics, Gauge, Registry, type Metric } from 'prom-client'
import type { Kernel } from '#kernel/kernel.ts'
import { version } from '#kernel/version.ts'
import { histogramSamples } from './histogram.ts'
import type { RequestTally } from './request-tally.ts'

export type Scrape = () => Promise<{ type: string; text: string }>

const durationName = 'optimus_request_duration_seconds'

/** Answers the text that Prometheus reads. Database figures are read at each scrape, two short statements. */
export function createScrape(kernel: Kernel, tally: RequestTally): Scrape {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  addBuild(registry, kernel)
  addRequests(registry, tally)
  const readPool = addPool(registry, kernel)
  const readDatabase = addDatabase(registry, kernel)
  return async () => {
    readPool()
    await readDatabase()
    return { type: registry.contentType, text: await registry.metrics() }
  }
}

function addBuild(registry: Registry, kernel: Kernel): void {
  const build = gauge(registry, 'optimus_info', 'Version of the program, and this node of it', ['version', 'node', 'host'])
  build.set({ version, node: kernel.node, host: kernel.host.id }, 1)
}

/** The tally is its own metric, because it counts before the library of metrics is loaded. */
function addRequests(registry: Registry, tally: RequestTally): void {
  const metric = {
    name: durationName,
    get: async () => ({
      name: durationName,
      help: 'Requests by operation and status, with their durations',
      type: 'histogram',
      values: histogramSamples(durationName, tally.rows()),
      aggregator: 'sum',
    }),
  }
  registry.registerMetric(metric as unknown as Metric)
}

function addPool(registry: Registry, kernel: Kernel): () => void {
  const pool = gauge(registry, 'optimus_database_connections', 'Connections of the pool by what they do', ['state'])
  const waiting = gauge(registry, 'optimus_database_waiting', 'Callers that wait for a connection')
  return () => {
    const { totalCount, idleCount, waitingCount } = kernel.pool
    pool.set({ state: 'idle' }, idleCount)
    pool.set({ state: 'busy' }, totalCount - idleCount)
    waiting.set(waitingCount)
  }
}

/** Outbox lag and runs by state. While the database is away they are left out and `optimus_database_up` says so. */
function addDatabase(registry: Registry, kernel: Kernel): () => Promise<void> {
  const up = gauge(registry, 'optimus_database_up', '1 while the database answers')
  const waiting = gauge(registry, 'optimus_outbox_waiting', 'Outbox rows that were not dispatched yet')
  const lag = gauge(registry, 'optimus_outbox_lag_seconds', 'Age of the oldest outbox row that was not dispatched yet')
  const failing = gauge(registry, 'optimus_reactions_failing', 'Reactions that failed and are tried again, or were given up', ['state'])
  const runs = gauge(registry, 'optimus_runs', 'Runs by state; ended ones of the last 24 hours', ['state'])
  return async () => {
    for (const one of [waiting, lag, failing, runs]) one.reset()
    try {
      const [outbox, counted] = await Promise.all([kernel.query<OutboxRow>(outboxStatement), kernel.query<RunRow>(runStatement)])
      const row = outbox.rows[0]!
      waiting.set(Number(row.waiting))
      lag.set(Number(row.lag))
      failing.set({ state: 'retrying' }, Number(row.retrying))
      failing.set({ state: 'given_up' }, Number(row.given_up))
      for (const { state, count } of counted.rows) runs.set({ state }, Number(count))
      up.set(1)
    } catch {
      up.set(0)
    }
  }
}

interface OutboxRow {
  readonly waiting: string
  readonly lag: string
  readonly retrying: string
  readonly given_up: string
}

interface RunRow {
  readonly state: string
  readonly count: string
}

const outboxStatement = `
  SELECT count(o.id) AS waiting, coalesce(extract(epoch FROM now() - min(o.at)), 0) AS lag,
    (SELECT count(*) FROM kernel.reaction_failed WHERE given_up_at IS NULL) AS retrying,
    (SELECT count(*) FROM kernel.reaction_failed WHERE given_up_at IS NOT NULL) AS given_up
  FROM kernel.outbox_reader r LEFT JOIN kernel.outbox o ON (o.xid, o.id) > (r.xid, r.id) WHERE r.name = 'dispatcher'`

const runStatement = `
  SELECT states.state, count(r.id) AS count
  FROM unnest(ARRAY['waiting', 'running', 'done', 'failed', 'cancelled']) AS states (state)
  LEFT JOIN kernel.run r ON r.state = states.state AND (r.ended_at IS NULL OR r.ended_at > now() - interval '24 hours')
  GROUP BY states.state`

function gauge<T extends string = string>(registry: Registry, name: string, help: string, labelNames: readonly T[] = []): Gauge<T> {
  return new Gauge({ name, help, labelNames, registers: [registry] })
}
