import { useState } from 'react'
import type { ProblemError } from '#ui/client/problem.ts'
import { useMutationOf } from '#ui/client/use-mutation-of.ts'
import { Button } from '#ui/kit/Button.tsx'
import { Checkbox } from '#ui/kit/Checkbox.tsx'
import { Dialog } from '#ui/kit/Dialog.tsx'
import { Field } from '#ui/kit/Field.tsx'
import { Form } from '#ui/kit/Form.tsx'
import { Input } from '#ui/kit/Input.tsx'
import { Select } from '#ui/kit/Select.tsx'
import { identity, type MailServer } from '../client.ts'
import { word as own } from '../words.ts'
import { word } from './words.ts'

const securities = [
  { value: 'tls', label: word('mail.tls') },
  { value: 'starttls', label: word('mail.starttls') },
  { value: 'none', label: word('mail.plain') },
] as const

export function MailDialog({ mail, onClose }: { mail: MailServer | null; onClose: () => void }) {
  const [form, setForm] = useState({
    host: mail?.host ?? '',
    port: String(mail?.port ?? 465),
    security: mail?.security ?? ('tls' as const),
    user: mail?.user ?? '',
    from: mail?.from ?? '',
    signInLinks: mail?.signInLinks ?? true,
    password: '',
  })
  const [problem, setProblem] = useState<ProblemError | null>(null)
  const save = useMutationOf(identity, 'setMail', { confirmed: true, failed: setProblem, done: onClose })
  const errorOf = (field: string) => problem?.errors.find(({ path }) => path === field)?.message
  const change = (field: 'host' | 'port' | 'user' | 'from' | 'password') => (event: { target: { value: string } }) =>
    setForm({ ...form, [field]: event.target.value })
  const submit = () => {
    const { password, port, user, ...rest } = form
    save.mutate({ ...rest, port: Number(port), user: user.trim() || null, ...(password ? { password } : {}) })
  }
  return (
    <Dialog open onClose={onClose} title={word('mail')}>
      <Form
        onSubmit={submit}
        problem={problem && problem.errors.length === 0 ? problem.message : null}
        wrong={problem?.errors.length ?? 0}
        actions={
          <>
            <Button onClick={onClose}>{own('cancel')}</Button>
            <Button type="submit" variant="primary" busy={save.isPending && own('saving')}>
              {own('save')}
            </Button>
          </>
        }
      >
        <div className="grid grid-cols-[minmax(0,1fr)_88px] items-start gap-3.5">
          <Field label={word('mail.host')} error={errorOf('host')}>
            <Input autoFocus mono placeholder="smtp.example.com" value={form.host} onChange={change('host')} />
          </Field>
          <Field label={word('mail.port')} error={errorOf('port')}>
            <Input mono inputMode="numeric" value={form.port} onChange={change('port')} />
          </Field>
        </div>
        <Field label={word('mail.security')} error={errorOf('security')}>
          <Select value={form.security} options={securities} onValue={(security) => setForm({ ...form, security })} />
        </Field>
        <Field label={word('mail.from')} error={errorOf('from')}>
          <Input type="email" autoComplete="off" placeholder="optimus@example.com" value={form.from} onChange={change('from')} />
        </Field>
        <Field label={word('mail.user')} required={false} error={errorOf('user')}>
          <Input autoComplete="off" value={form.user} onChange={change('user')} />
        </Field>
        <Field
          label={word('mail.password')}
          required={false}
          help={mail?.hasPassword ? word('provider.secret.keep') : word('provider.secret.help')}
          error={errorOf('password')}
        >
          <Input type="password" autoComplete="off" value={form.password} onChange={change('password')} />
        </Field>
        <Checkbox checked={form.signInLinks} onChecked={(signInLinks) => setForm({ ...form, signInLinks })}>
          {word('mail.links.ask')}
        </Checkbox>
      </Form>
    </Dialog>
  )
}
