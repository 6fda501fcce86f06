import { useState } from 'react'
import { useMutationOf } from '#ui/client/use-mutation-of.ts'
import type { ProblemError } from '#ui/client/problem.ts'
import { Button } from '#ui/kit/Button.tsx'
import { Dialog } from '#ui/kit/Dialog.tsx'
import { Field } from '#ui/kit/Field.tsx'
import { Form } from '#ui/kit/Form.tsx'
import { Input } from '#ui/kit/Input.tsx'
import { TextArea } from '#ui/kit/TextArea.tsx'
import { projects, type Project } from './client.ts'
import { word } from './words.ts'

/** Name, description, tags and group. Somebody else's change in between is refused, and nothing typed is lost. */
export function EditProject({ project, onClose }: { project: Project; onClose: () => void }) {
  const [form, setForm] = useState({
    name: project.name,
    description: project.description ?? '',
    tags: project.tags.join(' '),
    group: project.group ?? '',
  })
  const [problem, setProblem] = useState<ProblemError | null>(null)
  const save = useMutationOf(projects, 'update', { version: project.version, done: onClose, failed: setProblem })
  const errorOf = (field: string) => problem?.errors.find(({ path }) => path === field || path.startsWith(`${field}.`))?.message
  const submit = () =>
    save.mutate({
      project: project.id,
      name: form.name,
      description: form.description.trim() || null,
      tags: form.tags.split(/[\s,#]+/).filter(Boolean),
      group: form.group.trim() || null,
    })
  const change = (field: keyof typeof form) => (event: { target: { value: string } }) => setForm({ ...form, [field]: event.target.value })
  return (
    <Dialog open onClose={onClose} title={word('edit.title', { name: project.name })}>
      <Form
        onSubmit={submit}
        problem={problem && problem.errors.length === 0 ? problem.message : null}
        wrong={problem?.errors.length ?? 0}
        actions={
          <Button type="submit" variant="primary" busy={save.isPending && word('edit.saving')}>
            {word('edit.save')}
          </Button>
        }
      >
        <Field label={word('edit.name')} error={errorOf('name')} required>
          <Input value={form.name} onChange={change('name')} />
        </Field>
        <Field label={word('edit.description')} error={errorOf('description')}>
          <TextArea value={form.description} onChange={change('description')} />
        </Field>
        <Field label={word('edit.tags')} help={word('edit.tags_help')} error={errorOf('tags')}>
          <Input value={form.tags} onChange={change('tags')} />
        </Field>
        <Field label={word('edit.group')} error={errorOf('group')}>
          <Input value={form.group} onChange={change('group')} />
        </Field>
      </Form>
    </Dialog>
  )
}
