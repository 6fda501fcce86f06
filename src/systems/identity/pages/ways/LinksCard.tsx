import { useMutation } from '@tanstack/react-query'
import { Link2 } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useQueryField } from '#ui/app/navigation.ts'
import { asProblem } from '#ui/client/problem.ts'
import { useMutationOf } from '#ui/client/use-mutation-of.ts'
import { useOperation } from '#ui/client/use-operation.ts'
import { formatSince } from '#ui/format/time.ts'
import { Button } from '#ui/kit/Button.tsx'
import { Card } from '#ui/kit/Card.tsx'
import { ConfirmDialog } from '#ui/kit/ConfirmDialog.tsx'
import { ListRow, ListRows } from '#ui/kit/ListRow.tsx'
import { notify, notifyProblem } from '#ui/kit/toast-store.ts'
import { useNow } from '#ui/kit/use-now.ts'
import { identity, type LinkedAccount } from '../client.ts'
import { problemSentence } from './problem-sentence.ts'
import { word } from './words.ts'

/** Accounts elsewhere that sign one in; nothing where no provider is set up and none is linked. */
export function LinksCard() {
  const links = useOperation(identity, 'listLinks', {})
  const ways = useOperation(identity, 'listSignInWays', {})
  const [ending, setEnding] = useState<LinkedAccount | null>(null)
  const unlink = useMutationOf(identity, 'unlinkProvider', { confirmed: true, done: () => setEnding(null) })
  useReturn()
  const items = links.data?.items ?? []
  const free = (ways.data?.providers ?? []).filter(({ id }) => items.every(({ provider }) => provider.id !== id))
  if (items.length === 0 && free.length === 0) return null
  return (
    <Card
      title={word('links')}
      count={items.length}
      body="rows"
      aside={free.map((one) => (
        <AddLink key={one.id} provider={one} />
      ))}
    >
      {items.length === 0 ? (
        <p className="px-3.5 py-3 text-ink-3">{word('links.empty')}</p>
      ) : (
        <ListRows>
          {items.map((link) => (
            <LinkRow key={link.id} link={link} onEnd={() => setEnding(link)} />
          ))}
        </ListRows>
      )}
      <ConfirmDialog
        open={ending !== null}
        onClose={() => setEnding(null)}
        title={word('links.remove.title', { account: ending?.account ?? '' })}
        action={word('links.remove')}
        busy={unlink.isPending && word('links.remove')}
        onConfirm={() => ending && unlink.mutate({ id: ending.id })}
      >
        {word('links.remove.body', { name: ending?.provider.name ?? '' })}
      </ConfirmDialog>
    </Card>
  )
}

/** Says how linking ended when the browser comes back from the provider. */
function useReturn(): void {
  const [linked, setLinked] = useQueryField('linked')
  const [problem, setProblem] = useQueryField('problem')
  useEffect(() => {
    const sentence = problemSentence(problem)
    if (linked) notify({ title: word('links.linked') })
    if (sentence) notify({ kind: 'failing', title: sentence, stays: true })
    if (linked) setLinked('')
    if (sentence) setProblem('')
  }, [linked, problem, setLinked, setProblem])
}

function AddLink({ provider }: { provider: { readonly id: string; readonly name: string } }) {
  const begin = useMutation({
    mutationFn: () => identity.call('linkProvider', { provider: provider.id, returnTo: '/settings/security' }),
    onSuccess: ({ address }) => location.assign(address),
    onError: (error) => notifyProblem(asProblem(error)),
  })
  const going = begin.isPending || begin.isSuccess
  return (
    <Button busy={going && word('going', { name: provider.name })} onClick={() => begin.mutate()}>
      {word('links.add', { name: provider.name })}
    </Button>
  )
}

function LinkRow({ link, onEnd }: { link: LinkedAccount; onEnd: () => void }) {
  const now = useNow(link.lastUsedAt ?? link.createdAt)
  const used = link.lastUsedAt ? word('links.used', { age: formatSince(link.lastUsedAt, now) }) : word('links.unused')
  return (
    <ListRow
      picture={<Link2 size={16} aria-hidden className="text-ink-3" />}
      title={`${link.provider.name}: ${link.account}`}
      detail={`${used} · ${word('links.since', { age: formatSince(link.createdAt, now) })}`}
      actions={
        <Button size="small" variant="danger" aria-label={word('links.remove.label', { name: link.provider.name })} onClick={onEnd}>
          {word('links.remove')}
        </Button>
      }
    />
  )
}
