export { actorFor } from './acting-for.ts'
export { prepareOwner } from './set-up.ts'
export { standingOf, type Standing } from './standing.ts'
export { localToken } from './system.ts'
