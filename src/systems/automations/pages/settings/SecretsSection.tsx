import { KeyRound } from 'lucide-react'
import { useState } from 'react'
import { asProblem } from '#ui/client/problem.ts'
import { useMutationOf } from '#ui/client/use-mutation-of.ts'
import { useOperation } from '#ui/client/use-operation.ts'
import { AlertStrip } from '#ui/kit/AlertStrip.tsx'
import { Button } from '#ui/kit/Button.tsx'
import { ErrorState } from '#ui/kit/ErrorState.tsx'
import { ListRow, ListRows } from '#ui/kit/ListRow.tsx'
import { RelativeTime } from '#ui/kit/RelativeTime.tsx'
import { SkeletonRows } from '#ui/kit/Skeleton.tsx'
import { StatusGlyph } from '#ui/kit/StatusGlyph.tsx'
import { useListedOperations } from '#ui/palette/operations.ts'
import { automations, type Automation, type Grant } from '../client.ts'
import { word } from './words.ts'
import { GrantDialog } from './GrantDialog.tsx'

/** Which secret each name in the text stands for, who granted it to which steps, and what keeps it from having a value. */
export function SecretsSection({ automation }: { automation: Automation }) {
  const found = useOperation(automations, 'listGrants', { automation: automation.id })
  const [granting, setGranting] = useState<Wanted | null>(null)
  const mayGrant = useListedOperations().data?.some(({ id }) => id === 'automations.grantSecret') ?? true
  const no = !mayGrant && word('grants.not_you')
  const { items = [], missing = [] } = found.data ?? {}
  const suspended = items.filter(({ suspendedAt }) => suspendedAt !== null)
  return (
    <section aria-labelledby="grants" className="grid min-w-0 gap-2">
      <h3 id="grants" className="font-title">
        {word('grants.title')}
      </h3>
      <p className="text-pretty text-ink-3">{word('grants.body')}</p>
      {found.error && !found.data ? <ErrorState what={word('grants.title')} problem={asProblem(found.error)} /> : null}
      {found.isPending ? <SkeletonRows rows={2} /> : null}
      {suspended.length > 0 ? (
        <AlertStrip kind="risk" title={word('grants.suspended', { count: suspended.length })}>
          {word('grants.suspended_body', { who: suspended[0]!.suspendedBy ?? '' })}
        </AlertStrip>
      ) : null}
      {found.data && items.length + missing.length === 0 ? <p className="text-ink-3">{word('grants.none')}</p> : null}
      {items.length + missing.length > 0 ? (
        <div className="overflow-hidden rounded-card border border-line bg-raised">
          <ListRows>
            {missing.map((name) => (
              <ListRow
                key={name}
                picture={<StatusGlyph kind="unknown" label={word('grants.missing')} />}
                title={<span className="font-mono text-small">{name}</span>}
                detail={word('grants.missing_detail')}
                actions={
                  <Button size="small" icon={KeyRound} unavailable={no} onClick={() => setGranting({ name, grant: null })}>
                    {word('grants.grant')}
                  </Button>
                }
              />
            ))}
            {items.map((grant) => (
              <Granted
                key={grant.name}
                automation={automation}
                grant={grant}
                no={no}
                onGrant={() => setGranting({ name: grant.name, grant })}
              />
            ))}
          </ListRows>
        </div>
      ) : null}
      {granting ? <GrantDialog automation={automation} {...granting} onClose={() => setGranting(null)} /> : null}
    </section>
  )
}

interface Wanted {
  readonly name: string
  readonly grant: Grant | null
}

interface GrantedProps {
  readonly automation: Automation
  readonly grant: Grant
  readonly no: string | false
  readonly onGrant: () => void
}

function Granted({ automation, grant, no, onGrant }: GrantedProps) {
  const revoke = useMutationOf(automations, 'revokeSecret')
  const held = grant.suspendedAt !== null
  const steps = grant.steps === null ? word('grants.all_steps') : word('grants.some_steps', { steps: grant.steps.join(', ') })
  return (
    <ListRow
      picture={<StatusGlyph kind={held ? 'paused' : 'passed'} label={word(held ? 'grants.is_suspended' : 'grants.is_granted')} />}
      title={
        <span className="font-mono text-small">
          {grant.name} <span className="text-ink-3">= {grant.secret}</span>
        </span>
      }
      detail={
        <>
          {held ? word('grants.suspended_by', { who: grant.suspendedBy ?? '' }) : word('grants.by', { who: grant.grantedBy, steps })}{' '}
          <RelativeTime at={grant.suspendedAt ?? grant.grantedAt} phrase />
        </>
      }
      actions={
        <>
          <Button size="small" unavailable={no} onClick={onGrant}>
            {word(held ? 'grants.again' : 'grants.change')}
          </Button>
          <Button
            size="small"
            variant="quiet"
            busy={revoke.isPending && word('grants.revoking')}
            onClick={() => revoke.mutate({ automation: automation.id, name: grant.name })}
          >
            {word('grants.revoke')}
          </Button>
        </>
      }
    />
  )
}
