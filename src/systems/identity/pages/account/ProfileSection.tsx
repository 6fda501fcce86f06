import { useState } from 'react'
import type { ProblemError } from '#ui/client/problem.ts'
import { useMutationOf } from '#ui/client/use-mutation-of.ts'
import { useOperation } from '#ui/client/use-operation.ts'
import { Button } from '#ui/kit/Button.tsx'
import { Card } from '#ui/kit/Card.tsx'
import { Combobox } from '#ui/kit/Combobox.tsx'
import { Field } from '#ui/kit/Field.tsx'
import { Form } from '#ui/kit/Form.tsx'
import { Input } from '#ui/kit/Input.tsx'
import { Select } from '#ui/kit/Select.tsx'
import { notify } from '#ui/kit/toast-store.ts'
import { identity, type Profile } from '../client.ts'
import { Loaded } from '../Loaded.tsx'
import { word as own } from '../words.ts'
import { EmailCard } from './EmailCard.tsx'
import { PasswordCard } from './PasswordCard.tsx'
import { localeOptions, zoneOptions } from './regions.ts'
import { word } from './words.ts'

/** Who you are here: name, address, password, and how times and numbers are written for you. */
export function ProfileSection() {
  const profile = useOperation(identity, 'getProfile', {})
  return (
    <Loaded answer={profile} what={word('profile')}>
      {(data) => (
        <>
          <ProfileCard key={data.id} profile={data} />
          <EmailCard profile={data} />
          <PasswordCard email={data.email} />
        </>
      )}
    </Loaded>
  )
}

function ProfileCard({ profile }: { profile: Profile }) {
  const [form, setForm] = useState({ name: profile.name, timeZone: profile.timeZone ?? '', locale: profile.locale ?? '' })
  const [problem, setProblem] = useState<ProblemError | null>(null)
  const save = useMutationOf(identity, 'updateProfile', {
    done: () => {
      setProblem(null)
      notify({ title: word('profile.saved') })
    },
    failed: setProblem,
  })
  const errorOf = (field: string) => problem?.errors.find(({ path }) => path === field)?.message
  const submit = () => save.mutate({ name: form.name, timeZone: form.timeZone || null, locale: form.locale || null })
  return (
    <Card title={word('profile')}>
      <Form
        onSubmit={submit}
        problem={problem && problem.errors.length === 0 ? problem.message : null}
        actions={
          <Button type="submit" variant="primary" busy={save.isPending && own('saving')}>
            {own('save')}
          </Button>
        }
      >
        <Field label={own('name.label')} error={errorOf('name') ?? (form.name.trim() ? undefined : own('missing'))}>
          <Input
            autoComplete="name"
            maxLength={100}
            value={form.name}
            onChange={(event) => setForm({ ...form, name: event.target.value })}
          />
        </Field>
        <Field label={word('profile.zone')} help={word('profile.zone.help')} error={errorOf('timeZone')}>
          <Combobox
            value={form.timeZone}
            options={zoneOptions()}
            onValue={(timeZone) => setForm({ ...form, timeZone })}
            placeholder={zoneOptions()[0]?.label}
          />
        </Field>
        <Field label={word('profile.locale')} error={errorOf('locale')}>
          <Select value={form.locale} options={localeOptions(form.locale)} onValue={(locale) => setForm({ ...form, locale })} />
        </Field>
      </Form>
    </Card>
  )
}
