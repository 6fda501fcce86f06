import { asProblem } from '#ui/client/problem.ts'
import { useOperation } from '#ui/client/use-operation.ts'
import { formatDollars } from '#ui/format/dollars.ts'
import { formatDuration } from '#ui/format/duration.ts'
import { formatNumber } from '#ui/format/number.ts'
import { formatExact } from '#ui/format/time.ts'
import { Sheet } from '#ui/kit/Dialog.tsx'
import { ErrorState } from '#ui/kit/ErrorState.tsx'
import { Facts, type Fact } from '#ui/kit/Facts.tsx'
import { SkeletonRows } from '#ui/kit/Skeleton.tsx'
import { Status } from '#ui/kit/Status.tsx'
import { callStatus } from './call-state.ts'
import { models, type CallItem } from './client.ts'
import { word } from './words.ts'

/** One row of the ledger with everything that is known of it. */
export function CallSheet({ id, onClose }: { id: string; onClose: () => void }) {
  const found = useOperation(models, 'getCall', { id })
  const call = found.data
  return (
    <Sheet open onClose={onClose} title={word('call.title', { model: call?.model ?? '…' })}>
      {found.error && !call ? (
        <ErrorState what={word('tab.calls')} problem={asProblem(found.error)} onRetry={() => void found.refetch()} />
      ) : call ? (
        <div className="-mx-3.5 grid gap-3">
          {call.state === 'possibly_paid' ? <p className="px-3.5 text-ink-2">{word('call.possibly_paid')}</p> : null}
          <Facts facts={factsOf(call)} />
        </div>
      ) : (
        <SkeletonRows rows={5} />
      )}
    </Sheet>
  )
}

function factsOf(call: CallItem): Fact[] {
  const tokens = (label: string, value: number | null): Fact => ({ label, value: formatNumber(value) })
  const some = (label: string, value: string | null): Fact[] => (value === null ? [] : [{ label, value }])
  return [
    { label: word('call.state'), value: <Status kind={callStatus[call.state]}>{word(`state.${call.state}`)}</Status> },
    ...(call.error ? [{ label: word('call.error'), value: <span className="whitespace-normal">{call.error}</span> }] : []),
    { label: word('call.cost'), value: formatDollars(call.costMicros) },
    { label: word('call.reserved'), value: formatDollars(call.reservedMicros) },
    { label: word('call.counted'), value: formatDollars(call.countedMicros) },
    tokens(word('call.input'), call.inputTokens),
    tokens(word('call.cached'), call.cachedInputTokens),
    tokens(word('call.written'), call.cacheWriteTokens),
    tokens(word('call.output'), call.outputTokens),
    tokens(word('call.reasoning'), call.reasoningTokens),
    { label: word('call.asked'), value: formatExact(call.askedAt) },
    { label: word('call.by'), value: call.actor },
    { label: word('call.purpose'), value: call.purpose },
    ...some(word('call.session'), call.session),
    ...some(word('call.project'), call.project),
    ...some(word('call.model'), call.reportedModel),
    tokens(word('call.tries'), call.tries),
    tokens(word('call.attempt'), call.attempt),
    ...some(word('call.took'), call.milliseconds === null ? null : formatDuration(call.milliseconds)),
  ]
}
