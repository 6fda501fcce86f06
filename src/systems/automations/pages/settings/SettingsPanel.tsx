import type { Automation } from '../client.ts'
import { KeepSection } from './KeepSection.tsx'
import { SecretsSection } from './SecretsSection.tsx'

/** What belongs to an automation and is no part of its text: which secrets it gets, and how long its runs are kept. */
export function SettingsPanel({ automation }: { automation: Automation }) {
  return (
    <div className="grid gap-6 p-4">
      <SecretsSection automation={automation} />
      <KeepSection key={`${automation.keepDays} ${automation.keepRuns}`} automation={automation} />
    </div>
  )
}
