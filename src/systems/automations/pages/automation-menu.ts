import { Download, PanelRight, Power, PowerOff, Trash2 } from 'lucide-react'
import { asProblem } from '#ui/client/problem.ts'
import { rereadSystem } from '#ui/client/use-mutation-of.ts'
import type { MenuItem } from '#ui/kit/menu-item.ts'
import { notifyProblem } from '#ui/kit/toast-store.ts'
import { automationHref } from './automation-state.ts'
import { automations, type AutomationRow } from './client.ts'
import { word } from './words.ts'

type Named = Pick<AutomationRow, 'id' | 'name' | 'enabled'>

/** All that can be done with one automation; the list and its own page show the same. */
export function automationMenu<A extends Named>(row: A, onRemove: (row: A) => void): readonly MenuItem[] {
  return [
    { label: word('menu.open'), icon: PanelRight, href: automationHref(row) },
    {
      label: word(row.enabled ? 'menu.disable' : 'menu.enable'),
      icon: row.enabled ? PowerOff : Power,
      onSelect: () => void turn(row),
    },
    { label: word('menu.export'), icon: Download, onSelect: () => void saveAsFile(row) },
    'line',
    { label: word('menu.remove'), icon: Trash2, danger: true, onSelect: () => onRemove(row) },
  ]
}

export async function turn(row: Named): Promise<void> {
  await attempt(async () => {
    await automations.call(row.enabled ? 'disable' : 'enable', { automation: row.id })
    await rereadSystem('automations')
  })
}

/** The document that other runtimes of the DSL take, as a file. */
async function saveAsFile(row: Named): Promise<void> {
  await attempt(async () => {
    const { text } = await automations.call('exportText', { automation: row.id, form: 'standard' })
    const address = URL.createObjectURL(new Blob([text], { type: 'application/yaml' }))
    const link = Object.assign(document.createElement('a'), { href: address, download: `${row.name}.yaml` })
    link.click()
    URL.revokeObjectURL(address)
  })
}

async function attempt(work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    notifyProblem(asProblem(error))
  }
}
