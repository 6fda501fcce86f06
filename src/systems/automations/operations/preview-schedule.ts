import { kernelErrors, Problem } from '#kernel/errors.ts'
import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { previewTicks, readCron, readEvery, TimetableRefused, type Timetable } from '../language/cron.ts'
import { durationMilliseconds } from '../language/durations.ts'
import { localTime, offsetNote } from '../triggers/local-time.ts'

export const previewSchedule = operation(contract.previewSchedule, async (ctx, input) => {
  const table = readTimetable(input)
  const zone = input.timezone ?? 'UTC'
  const from = input.from === undefined ? ctx.clock.now() : new Date(input.from)
  const ticks = previewTicks(table, from, input.count)
  return {
    times: ticks.map((at, index) => ({
      at: at.toISOString(),
      local: localTime(at, zone),
      note: offsetNote(ticks[index - 1] ?? from, at, zone),
    })),
  }
})

function readTimetable({ cron, every, timezone }: { cron?: string; every?: string; timezone?: string }): Timetable {
  if ((cron === undefined) === (every === undefined)) throw new Problem(kernelErrors.invalid_input, 'Give either "cron" or "every".')
  try {
    if (cron !== undefined) return readCron(cron, timezone)
    if (timezone !== undefined) readCron('@daily', timezone)
    const milliseconds = durationMilliseconds(every!)
    if (milliseconds === null) throw new TimetableRefused('The interval has to be a fixed duration, such as 5m.')
    return readEvery(milliseconds, new Date(0))
  } catch (error) {
    if (error instanceof TimetableRefused) throw new Problem(kernelErrors.invalid_input, error.message)
    throw error
  }
}
