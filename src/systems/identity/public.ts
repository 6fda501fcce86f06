export { actorFor } from './acting-for.ts'
export { prepareOwner } from './set-up.ts'
export { localToken } from './system.ts'
