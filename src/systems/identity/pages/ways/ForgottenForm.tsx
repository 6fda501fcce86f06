import { useMutation } from '@tanstack/react-query'
import { Button } from '#ui/kit/Button.tsx'
import { Field } from '#ui/kit/Field.tsx'
import { Form } from '#ui/kit/Form.tsx'
import { Input } from '#ui/kit/Input.tsx'
import type { ProblemError } from '#ui/client/problem.ts'
import { identity } from '../client.ts'
import { useAccountForm } from '../use-account-form.ts'
import { word as own } from '../words.ts'
import { word } from './words.ts'

/** Asks for a password link by e-mail; the answer is the same for every address. */
export function ForgottenForm() {
  const ask = useMutation<unknown, ProblemError, { email: string }>({
    mutationFn: (fields) => identity.call('requestPasswordLink', fields),
  })
  const form = useAccountForm({ email: '' }, ask.error)
  if (ask.isSuccess) {
    return (
      <p role="status" className="text-ink-2">
        {word('forgotten.sent')}
      </p>
    )
  }
  return (
    <Form
      onSubmit={() => form.submit(() => ask.mutate(form.fields))}
      problem={form.problem}
      actions={
        <Button type="submit" variant="primary" size="large" className="w-full" busy={ask.isPending && word('link.asking')}>
          {word('forgotten.ask')}
        </Button>
      }
    >
      <Field label={own('email.label')} error={form.said('email')}>
        <Input autoFocus type="email" autoComplete="username" {...form.bind('email')} />
      </Field>
    </Form>
  )
}
