import { catalogue } from '../words.ts'

export const word = catalogue('runs', {
  starting: 'Starting',
  waiting: 'waiting',
  running: 'running',
  done: 'done',
  failed: 'failed',
  cancelled: 'cancelled',
})
