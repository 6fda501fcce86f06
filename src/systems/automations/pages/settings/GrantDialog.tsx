import { useState } from 'react'
import type { contract as settingsContract } from '#kernel/settings/contract.ts'
import { clientFor } from '#ui/client/client.ts'
import type { ProblemError } from '#ui/client/problem.ts'
import { useMutationOf } from '#ui/client/use-mutation-of.ts'
import { useOperation } from '#ui/client/use-operation.ts'
import { Button } from '#ui/kit/Button.tsx'
import { Checkbox } from '#ui/kit/Checkbox.tsx'
import { Dialog } from '#ui/kit/Dialog.tsx'
import { Field } from '#ui/kit/Field.tsx'
import { Form } from '#ui/kit/Form.tsx'
import { Select } from '#ui/kit/Select.tsx'
import { automations, type Automation, type Grant } from '../client.ts'
import { word as areaWord } from '../words.ts'
import { word } from './words.ts'

const settings = clientFor<typeof settingsContract>('settings')

interface GrantDialogProps {
  readonly automation: Automation
  readonly name: string
  readonly grant: Grant | null
  readonly onClose: () => void
}

/** Which secret of the vault a name stands for, and in which steps; for the version that is looked at and no other. */
export function GrantDialog({ automation, name, grant, onClose }: GrantDialogProps) {
  const secrets = useOperation(settings, 'listSecrets', {}).data?.items ?? null
  const [secret, setSecret] = useState(grant?.secret ?? '')
  const [only, setOnly] = useState<readonly string[] | null>(grant?.steps ?? null)
  const [problem, setProblem] = useState<ProblemError | null>(null)
  const save = useMutationOf(automations, 'grantSecret', { done: onClose, failed: setProblem })
  const steps = Object.keys(automation.sourceMap).filter((step) => !step.includes('/'))
  const submit = () =>
    save.mutate({ automation: automation.id, name, secret, steps: only === null ? null : [...only], number: automation.number })
  return (
    <Dialog
      open
      onClose={onClose}
      title={word('grants.dialog', { name, automation: automation.title ?? automation.name })}
      description={word('grants.dialog_body', { number: automation.number })}
    >
      <Form
        onSubmit={submit}
        problem={problem?.message ?? null}
        actions={
          <>
            <Button onClick={onClose}>{areaWord('start.not')}</Button>
            <Button
              type="submit"
              variant="primary"
              unavailable={secret === '' ? word('grants.choose') : only?.length === 0 && word('grants.no_step')}
              busy={save.isPending && word('grants.granting')}
            >
              {word('grants.grant')}
            </Button>
          </>
        }
      >
        <Field label={word('grants.secret')} help={secrets?.length === 0 ? word('grants.empty_vault') : word('grants.secret_help')}>
          <Select
            mono
            value={secret}
            onValue={setSecret}
            options={[{ value: '', label: word('grants.choose') }, ...(secrets ?? []).map((one) => ({ value: one.name, label: one.name }))]}
          />
        </Field>
        <fieldset className="grid gap-1.5">
          <legend className="mb-1 text-small font-strong">{word('grants.steps')}</legend>
          <Checkbox checked={only === null} onChecked={(all) => setOnly(all ? null : steps)}>
            {word('grants.every_step')}
          </Checkbox>
          {only === null
            ? null
            : steps.map((step) => (
                <Checkbox
                  key={step}
                  checked={only.includes(step)}
                  onChecked={(chosen) => setOnly(chosen ? [...only, step] : only.filter((one) => one !== step))}
                >
                  <span className="font-mono text-small">{step}</span>
                </Checkbox>
              ))}
        </fieldset>
      </Form>
    </Dialog>
  )
}
