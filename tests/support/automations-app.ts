import type { CallInput, OutputOf } from '#kernel/contract.ts'
import type { System } from '#kernel/system.ts'
import { contract } from '#systems/automations/contract.ts'
import type { Automation } from '#systems/automations/shapes/automation.ts'
import { automations } from '#systems/automations/system.ts'
import { identity } from '#systems/identity/system.ts'
import { startApp, type AppOptions, type TestApp } from './app.ts'
import { signUp } from './people.ts'
import { until } from './until.ts'

/** An app with automations whose owner is a real person: what is saved acts for them. */
export interface AutomationsApp extends TestApp {
  save(text: string, more?: Omit<CallInput<typeof contract.create>, 'text'>): Promise<Automation>
  /** Saves a text and runs it to its end. */
  carryOut(text: string, inputs?: Record<string, unknown>): Promise<EndedRun>
  /** Waits for the end of a run. */
  ended(run: string): Promise<EndedRun>
  /** Waits until the run is in this state. */
  reaches(run: string, state: EndedRun['state']): Promise<EndedRun>
}

export type EndedRun = OutputOf<typeof contract.getRun>

const over = ['done', 'failed', 'cancelled']

export async function startAutomations(systems: readonly System[] = [], options: AppOptions = {}): Promise<AutomationsApp> {
  const app = await startApp({ ...options, systems: [identity, automations, ...systems] })
  const { actor: owner } = await signUp(app)
  const as: Pick<TestApp, 'call' | 'answer' | 'refused' | 'owner'> = {
    owner,
    call: (operation, input, how) => app.call(operation, input, { as: owner, ...how }),
    answer: (operation, input, how) => app.answer(operation, input, { as: owner, ...how }),
    refused: (operation, input, how) => app.refused(operation, input, { as: owner, ...how }),
  }
  const save: AutomationsApp['save'] = (text, more = {}) => as.call(contract.create, { text, ...more })
  const seen = (run: string, states: readonly string[]): Promise<EndedRun> =>
    until(
      `the run ${run} is ${states.join(' or ')}`,
      async () => {
        const found = await as.call(contract.getRun, { run })
        return states.includes(found.state) && found
      },
      60,
    )
  const ended = (run: string): Promise<EndedRun> => seen(run, over)
  return {
    ...app,
    ...as,
    save,
    ended,
    reaches: (run, state) => seen(run, [state]),
    async carryOut(text, inputs = {}) {
      const { id } = await save(text)
      return ended((await as.call(contract.start, { automation: id, inputs })).run)
    },
  }
}

/** The text of an automation of this name with these steps. */
export function textOf(name: string, steps: string, head = ''): string {
  return `name: ${name}\n${head}steps:\n${steps.replace(/^/gm, '  ')}\n`
}

export const greeting = textOf(
  'greeting',
  "- id: greet\n  uses: set\n  with: { text: 'Hello ${ inputs.who }' }",
  'inputs: { who: { type: text, default: world } }\n',
)
