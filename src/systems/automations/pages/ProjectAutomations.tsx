import { useState } from 'react'
import { useList } from '#ui/client/use-list.ts'
import { EmptyState } from '#ui/kit/EmptyState.tsx'
import { ButtonLink } from '#ui/kit/Link.tsx'
import { Table } from '#ui/kit/Table.tsx'
import type { ProjectRef } from '#ui/slots.ts'
import { columns, PhoneAutomation } from './AutomationCells.tsx'
import { automationMenu } from './automation-menu.ts'
import { automationHref } from './automation-state.ts'
import { automations, type AutomationRow } from './client.ts'
import { RemoveDialog } from './RemoveDialog.tsx'
import { useSurroundings } from './use-surroundings.ts'
import { word } from './words.ts'

/** The automations that belong to a project, as its tab. */
export function ProjectAutomations({ project }: { project: ProjectRef }) {
  const list = useList(automations, 'list', { limit: 100, sort: 'name', project: project.id })
  const around = useSurroundings()
  const [removing, setRemoving] = useState<AutomationRow | null>(null)
  return (
    <>
      <Table
        label={word('title')}
        rows={list.data ?? []}
        columns={columns(around)}
        rowKey={({ id }) => id}
        rowName={({ name }) => name}
        href={(row) => automationHref(row)}
        menu={(row) => automationMenu(row, setRemoving)}
        rowHeight={48}
        loading={list.isPending}
        phoneRow={(row) => <PhoneAutomation row={row} />}
        empty={
          <EmptyState
            title={word('project.none')}
            actions={<ButtonLink href={`/automations/new?project=${project.slug}`}>{word('new')}</ButtonLink>}
          >
            {word('project.none_body')}
          </EmptyState>
        }
      />
      <RemoveDialog automation={removing} onClose={() => setRemoving(null)} />
    </>
  )
}
