import { useState } from 'react'
import { Button } from '../../kit/Button.tsx'
import { Card } from '../../kit/Card.tsx'
import { Combobox } from '../../kit/Combobox.tsx'
import { CopyLine } from '../../kit/CopyLine.tsx'
import { Field } from '../../kit/Field.tsx'
import { Form } from '../../kit/Form.tsx'
import { Input } from '../../kit/Input.tsx'
import { Select } from '../../kit/Select.tsx'
import { TextArea } from '../../kit/TextArea.tsx'
import { word } from './words.ts'

const strategies = ['ff-only', 'rebase', 'merge'].map((value) => ({ value, label: value }))
const projects = ['Ledgerline', 'Parcelo', 'Stempel', 'Fernweh', 'Halyard'].map((value) => ({ value, label: value }))

export function FormCard() {
  const [strategy, setStrategy] = useState('rebase')
  const [project, setProject] = useState('')
  return (
    <Card title={word('form')}>
      <Form
        onSubmit={() => undefined}
        wrong={1}
        actions={
          <>
            <Button>{word('cancel')}</Button>
            <Button type="submit" variant="primary">
              {word('save')}
            </Button>
          </>
        }
      >
        <Field label={word('domain')} help={word('domain.help')}>
          <Input defaultValue={word('domain.value')} data-show="focus" />
        </Field>
        <Field label={word('port')} error={word('port.error')}>
          <Input mono defaultValue="3000" inputMode="numeric" />
        </Field>
        <Field label={word('strategy')}>
          <Select options={strategies} value={strategy} onValue={setStrategy} />
        </Field>
        <Field label={word('project')} required={false}>
          <Combobox options={projects} value={project} onValue={setProject} />
        </Field>
        <Field label={word('notes')} required={false}>
          <TextArea rows={2} />
        </Field>
        <CopyLine label={word('link')} help={word('link.help')} text="https://optimus.example/invitation#token=bW9yZSB0aGFu" />
      </Form>
    </Card>
  )
}
