import { join } from 'node:path'
import { defineSystem } from '#kernel/system.ts'
import { contract } from './contract.ts'
import { errors } from './errors.ts'
import { events } from './events.ts'
import { askForecasts } from './forecasting/ask-forecasts.ts'
import { approve } from './operations/approve.ts'
import { askAgain } from './operations/ask-again.ts'
import { ask } from './operations/ask.ts'
import { calibration } from './operations/calibration.ts'
import { cancel } from './operations/cancel.ts'
import { castBallot } from './operations/cast-ballot.ts'
import { checkOutcome } from './operations/check-outcome.ts'
import { closeVoting } from './operations/close-voting.ts'
import { counterfactual } from './operations/counterfactual.ts'
import { createPersona } from './operations/create-persona.ts'
import { decide } from './operations/decide.ts'
import { followUp } from './operations/follow-up.ts'
import { forecasting } from './operations/forecasting.ts'
import { getPersona } from './operations/get-persona.ts'
import { get } from './operations/get.ts'
import { inviteVoter } from './operations/invite-voter.ts'
import { journal } from './operations/journal.ts'
import { ledger } from './operations/ledger.ts'
import { lenses } from './operations/lenses.ts'
import { listPersonas } from './operations/list-personas.ts'
import { list } from './operations/list.ts'
import { openBallot } from './operations/open-ballot.ts'
import { removePersona } from './operations/remove-persona.ts'
import { replay } from './operations/replay.ts'
import { resolve } from './operations/resolve.ts'
import { revokeInvitation } from './operations/revoke-invitation.ts'
import { scorecards } from './operations/scorecards.ts'
import { setForecasting } from './operations/set-forecasting.ts'
import { sources } from './operations/sources.ts'
import { updatePersona } from './operations/update-persona.ts'
import { vote } from './operations/vote.ts'
import { beginEventWatch } from './outcomes/event-watch.ts'
import { closeDueVotes } from './people/close-vote.ts'
import { reactions } from './reactions.ts'
import { awaitOutcomeWorkflow, concludeWorkflow, deliberateWorkflow } from './workflows.ts'

export const council = defineSystem({
  id: 'council',
  summary: 'A council of minds: blind ballots over your own records, and learning from what really happened',
  needs: ['models'],
  contract,
  operations: [
    ask,
    followUp,
    askAgain,
    list,
    journal,
    get,
    cancel,
    decide,
    resolve,
    checkOutcome,
    approve,
    vote,
    closeVoting,
    inviteVoter,
    revokeInvitation,
    openBallot,
    castBallot,
    listPersonas,
    getPersona,
    createPersona,
    updatePersona,
    removePersona,
    lenses,
    sources,
    scorecards,
    calibration,
    ledger,
    replay,
    counterfactual,
    forecasting,
    setForecasting,
  ],
  events,
  errors,
  reactions,
  workflows: [deliberateWorkflow, concludeWorkflow, awaitOutcomeWorkflow],
  schedules: [
    { name: 'votes', every: { seconds: 20 }, where: 'anywhere', run: closeDueVotes },
    { name: 'forecasts', every: { seconds: 1800 }, where: 'anywhere', run: async (ctx) => void (await askForecasts(ctx)) },
  ],
  migrations: join(import.meta.dirname, 'migrations'),
  begin: beginEventWatch,
})
