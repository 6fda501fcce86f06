import type { Actor } from '#kernel/actor.ts'
import type { CallInput, OutputOf } from '#kernel/contract.ts'
import { contract } from '#systems/council/contract.ts'
import type { ResolvedYesNo } from '#systems/council/learning/ledger.ts'
import { council } from '#systems/council/system.ts'
import { models } from '#systems/models/system.ts'
import { projects } from '#systems/projects/system.ts'
import { startApp, type TestApp } from '#tests/support/app.ts'
import { addModel } from '#tests/support/model-servers/add-model.ts'
import { startModelServer, type Answerer, type ModelServer } from '#tests/support/model-servers/model-server.ts'
import { object, type Asked, type Reply } from '#tests/support/model-servers/reply.ts'
import { until } from '#tests/support/until.ts'

export interface CouncilApp extends TestApp {
  readonly servers: readonly ModelServer[]
  /** Asks, and waits for the answer. */
  ask(question: CallInput<typeof contract.ask>, how?: { as?: Actor; state?: string }): Promise<Detail>
  detail(question: string, as?: Actor): Promise<Detail>
}

export type Detail = OutputOf<typeof contract.get>

interface Options {
  /** Model servers on loopback, one provider each; none is a council without a model. */
  readonly providers?: number
  readonly roots?: readonly string[]
  readonly inputPrice?: number
  /** So many of the built-in minds sit in the council, the first ones; 4 without it. */
  readonly minds?: number
}

/** A council on fake model servers that answer as the test says. */
export async function startCouncil(
  answer: Answerer,
  { providers = 2, roots, inputPrice = 1_000_000, minds = 4 }: Options = {},
): Promise<CouncilApp> {
  const app = await startApp({ systems: [projects, models, council], ...(roots ? { roots } : {}) })
  await app.rows('UPDATE council.persona SET enabled = position <= $1', [minds])
  const servers: ModelServer[] = []
  for (let index = 0; index < providers; index += 1) {
    const server = await startModelServer(answer)
    servers.push(server)
    await addModel(app, { provider: `house${index + 1}`, kind: 'openai-chat', baseUrl: server.openai, inputPrice, outputPrice: inputPrice })
  }
  const detail = (question: string, as?: Actor) => app.call(contract.get, { question }, as ? { as } : {})
  return {
    ...app,
    servers,
    detail,
    async ask(question, { as, state = 'answered' } = {}) {
      const made = await app.call(contract.ask, question, as ? { as } : {})
      return until(
        `question ${made.number} is ${state}`,
        async () => {
          const seen = await detail(made.question, as)
          if (seen.state === 'failed') throw new Error(`The deliberation failed: ${seen.note}`)
          return seen.state === state && seen
        },
        90,
      )
    },
  }
}

/** Everything that all servers were asked. */
export function askedOf(app: CouncilApp): Asked[] {
  return app.servers.flatMap((server) => server.asked)
}

/** Which mind a server was asked as, in small letters. */
export function mindIn(asked: Asked): string {
  return [...asked.text.matchAll(/You are the (\w+)\./g)].at(-1)![1]!.toLowerCase()
}

export function roundIn(asked: Asked): 'claims' | 'ballot' | 'crux' | 'text' {
  if (asked.text.includes('Answer again.')) return 'crux'
  if (asked.text.includes('Answer the question in claims.')) return 'claims'
  return asked.text.includes('Write the answer out of the accepted claims') ? 'text' : 'ballot'
}

/** The options with their letters, as this mind was shown them. */
export function optionsIn(asked: Asked): { letter: string; label: string }[] {
  const list = asked.text.split('The options, in your order:\n').at(-1)!
  return [...list.matchAll(/^([A-Z]): (.+)$/gm)].map(([, letter, label]) => ({ letter: letter!, label: label! }))
}

interface Said {
  readonly reason?: string
  readonly crux?: string
  readonly evidence?: readonly string[]
  readonly artefact?: string
}

/** A ballot that gives `probability` to the option of this label, and the rest to the others in equal parts. */
export function choiceOf(asked: Asked, label: string, probability: number, said: Said = {}): Reply {
  const options = optionsIn(asked)
  const rest = (1 - probability) / (options.length - 1)
  return object({
    probabilities: options.map((option) => ({ option: option.letter, probability: option.label === label ? probability : rest })),
    votes_of_others: options.map((option) => ({ option: option.letter, share: 1 / options.length })),
    ...wordsOf(asked, said),
  })
}

export function yesNoOf(asked: Asked, probability: number, said: Said = {}): Reply {
  return object({ probability_of_yes: probability, share_of_others_saying_yes: 0.5, ...wordsOf(asked, said) })
}

export function wordsOf(asked: Asked, { reason, crux = '', evidence = [], artefact = '' }: Said = {}) {
  return { reason: reason ?? `As the ${mindIn(asked)} I see it so.`, evidence, crux, artefact }
}

/** A question in the ledger on which these ballots were cast, and which came true. */
export function cameTrue(ballots: ResolvedYesNo['ballots']): ResolvedYesNo {
  return {
    kind: 'resolved',
    question: { type: 'yes-no', reversibility: 'reversible' },
    ballots,
    outcome: { happened: 1 },
    resolver: 'verdict',
  }
}
