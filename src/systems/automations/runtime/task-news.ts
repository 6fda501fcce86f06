import type { Config } from '#kernel/config.ts'
import type { Ctx } from '#kernel/context.ts'
import { isObject, type JsonObject } from '../expressions/json.ts'
import type { ErrorBody } from '../interpreter/failure.ts'
import type { TaskPlace } from '../interpreter/world.ts'
import { publishEvent } from '../publish-event.ts'
import type { ClaimedRun } from './run-row.ts'

export type TaskNews = 'created' | 'started' | 'suspended' | 'resumed' | 'retried' | 'faulted' | 'completed'

const prefix = 'io.serverlessworkflow.task.'
const types = ['created', 'started', 'suspended', 'resumed', 'retried', 'faulted', 'completed'].map((news) => `${prefix}${news}.v1`)
/** More of one execution is told to nobody: a loop of thousands does not fill the table of events. */
const mostNews = 2000
/** How long a node remembers what is wanted, for all its runs: one look a second is all that news nobody wants costs. */
const rememberedMilliseconds = 1000

interface Told {
  readonly place: TaskPlace
  readonly news: TaskNews
  readonly at: Date
  readonly error?: ErrorBody
}

/** What happens to the tasks of a run, as the lifecycle events of the DSL, for those who listen for them; see `tell`. */
export class TaskNewsDesk {
  readonly #ctx: Ctx
  readonly #run: ClaimedRun
  #wanted: ReadonlySet<string> = new Set()
  #queue: Told[] = []
  #told = 0

  constructor(ctx: Ctx, run: ClaimedRun) {
    this.#ctx = ctx
    this.#run = run
  }

  /** What was started by such news tells none of its own: two automations that hear of tasks would start each other for ever. */
  async look(): Promise<void> {
    this.#wanted = startedByNews(this.#run) ? new Set() : await wantedTypes(this.#ctx)
  }

  /** Costs nothing while nobody listens. Told twice, as after a crash, it counts once. */
  tell(place: TaskPlace, news: TaskNews, error?: ErrorBody): void {
    const isOwn = news !== 'retried' && place.key.includes('?')
    if (!this.#wanted.has(`${prefix}${news}.v1`) || isOwn || this.#told >= mostNews) return
    this.#told += 1
    this.#queue.push({ place, news, at: this.#ctx.clock.now(), error })
  }

  /** Stores what is waiting in one transaction. */
  async flush(): Promise<void> {
    const queue = this.#queue.splice(0)
    if (queue.length === 0) return
    await this.#ctx.transaction(async (open) => {
      for (const told of queue) await publishEvent(open, this.#event(told), { run: this.#run.id, project: this.#run.project })
    })
  }

  #event({ place, news, at, error }: Told) {
    const { id: run, name, automation } = this.#run
    const { reference, step } = place
    const key = place.key.replace(/\?.*$/, '')
    const data: JsonObject = { workflow: name, task: reference, run, automation, key, step, [`${news}At`]: at.toISOString() }
    return {
      id: `${run}:${place.key}:${news}`,
      source: 'optimus:automations',
      type: `${prefix}${news}.v1`,
      subject: run,
      time: at.toISOString(),
      data: error === undefined ? data : { ...data, error: { ...error } },
    }
  }
}

function startedByNews({ trigger_kind, input }: ClaimedRun): boolean {
  if (trigger_kind !== 'event' && trigger_kind !== 'events') return false
  return Array.isArray(input) && input.some((event) => isObject(event) && String(event['type']).startsWith(prefix))
}

const remembered = new WeakMap<Config, { until: number; wanted: Promise<ReadonlySet<string>> }>()

function wantedTypes(ctx: Ctx): Promise<ReadonlySet<string>> {
  const known = remembered.get(ctx.config)
  if (known && performance.now() < known.until) return known.wanted
  const wanted = readWanted(ctx)
  remembered.set(ctx.config, { until: performance.now() + rememberedMilliseconds, wanted })
  wanted.catch(() => remembered.delete(ctx.config))
  return wanted
}

async function readWanted(ctx: Ctx): Promise<ReadonlySet<string>> {
  const found = await ctx.query<{ type: string }>(
    `SELECT DISTINCT type FROM (
       SELECT types FROM automations.listener WHERE types && $1
       UNION ALL SELECT types FROM automations.trigger WHERE types && $1 AND paused_at IS NULL) wanted, unnest(types) AS type
     WHERE type = ANY ($1)`,
    [types],
    'automations.task-news.wanted',
  )
  return new Set(found.rows.map((row) => row.type))
}
