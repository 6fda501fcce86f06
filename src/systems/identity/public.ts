export { prepareOwner } from './set-up.ts'
export { localToken } from './system.ts'
