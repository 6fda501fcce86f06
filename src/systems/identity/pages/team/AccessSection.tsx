import type { contract } from '#kernel/operations/contract.ts'
import { useQueryField } from '#ui/app/navigation.ts'
import { clientFor } from '#ui/client/client.ts'
import { asProblem } from '#ui/client/problem.ts'
import { useOperation } from '#ui/client/use-operation.ts'
import { Card } from '#ui/kit/Card.tsx'
import { Combobox } from '#ui/kit/Combobox.tsx'
import { EmptyState } from '#ui/kit/EmptyState.tsx'
import { ErrorState } from '#ui/kit/ErrorState.tsx'
import { Field } from '#ui/kit/Field.tsx'
import { Select } from '#ui/kit/Select.tsx'
import { SkeletonRows } from '#ui/kit/Skeleton.tsx'
import { Status } from '#ui/kit/Status.tsx'
import { holds } from '#ui/session/rights.ts'
import { useSession } from '#ui/session/session.ts'
import { identity } from '../client.ts'
import { findProjects, useProjectNames } from '../projects.ts'
import { word } from './words.ts'

const operations = clientFor<typeof contract>('operations')

/** Why somebody may do something, or why not; the question stands in the address. */
export function AccessSection() {
  const [person, setPerson] = useQueryField('person')
  const [operation, setOperation] = useQueryField('operation')
  const [project, setProject] = useQueryField('project')
  const mayAsk = holds(useSession().data?.permissions ?? [], 'identity:read')
  const people = useOperation(identity, 'listPeople', mayAsk ? {} : null)
  const list = useOperation(operations, 'list', {})
  const others = (people.data?.items ?? []).map(({ id, name, email }) => ({ value: id, label: `${name}, ${email}` }))
  return (
    <>
      <Card title={word('access')}>
        <p className="mb-3.5 text-ink-2">{word('access.body')}</p>
        <div className="grid items-start gap-3.5 desk:grid-cols-2">
          {mayAsk ? (
            <Field label={word('access.who')}>
              <Select value={person} options={[{ value: '', label: word('access.me') }, ...others]} onValue={setPerson} />
            </Field>
          ) : null}
          <Field label={word('access.project')}>
            <Combobox value={project} search={findProjects} onValue={setProject} placeholder={word('access.project.any')} />
          </Field>
          <div className="desk:col-span-2">
            <Field label={word('access.operation')} help={word('access.operation.help')}>
              <Combobox
                value={operation}
                onValue={setOperation}
                options={(list.data?.items ?? []).map(({ id, summary }) => ({ value: id, label: `${id}: ${summary}` }))}
              />
            </Field>
          </div>
        </div>
      </Card>
      <Card>
        <Answer person={person} operation={operation} project={project} />
      </Card>
    </>
  )
}

function Answer({ person, operation, project }: { person: string; operation: string; project: string }) {
  const nameOf = useProjectNames()
  const asked = operation ? { operation, ...(person ? { person } : {}), ...(project ? { project } : {}) } : null
  const verdict = useOperation(identity, 'explain', asked)
  if (!asked) return <EmptyState title={word('access.ask')}>{word('access.ask.body')}</EmptyState>
  if (verdict.error) return <ErrorState what={word('access')} problem={asProblem(verdict.error)} />
  if (!verdict.data) return <SkeletonRows rows={3} />
  const { allowed, because, projects } = verdict.data
  const where =
    projects === 'all' ? word('access.everywhere') : projects.length === 0 ? word('access.nowhere') : projects.map(nameOf).join(', ')
  return (
    <div role="status" className="grid gap-3">
      <h3 className="text-lead font-title tracking-tight">
        <Status kind={allowed ? 'passed' : 'failing'}>{word(allowed ? 'access.yes' : 'access.no')}</Status>
      </h3>
      <ol className="grid list-decimal gap-1 pl-5 text-ink-2 marker:text-ink-3">
        {because.map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
      </ol>
      <p className="border-t border-line-faint pt-3 text-small">
        <span className="text-ink-3">{word('access.where')}: </span>
        {where}
      </p>
    </div>
  )
}
