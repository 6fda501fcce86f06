import { useState } from 'react'
import { useQueryField } from '#ui/app/navigation.ts'
import { useOperation } from '#ui/client/use-operation.ts'
import { Button } from '#ui/kit/Button.tsx'
import { Field } from '#ui/kit/Field.tsx'
import { Form } from '#ui/kit/Form.tsx'
import { Input } from '#ui/kit/Input.tsx'
import { SkeletonRows } from '#ui/kit/Skeleton.tsx'
import { Doorway } from '#ui/pages/Doorway.tsx'
import { identity } from '../client.ts'
import { AuthorizeQuestion } from './AuthorizeQuestion.tsx'
import { word } from './words.ts'

/** A program asks to be let in: by the browser with a request in the address, or by the code it shows. */
export function AuthorizePage() {
  const [request, setRequest] = useQueryField('request')
  const [answered, setAnswered] = useState<{ program: string; approved: boolean; leaves: boolean } | null>(null)
  const asked = useOperation(identity, 'getAuthorization', request && !answered ? { id: request } : null)
  if (answered) return <Answered {...answered} />
  if (!request) return <TypeCode onCode={setRequest} />
  if (asked.error) {
    return (
      <Doorway title={word('authorize.gone')} lead={asked.error.message}>
        <Button onClick={() => setRequest('')}>{word('device.again')}</Button>
      </Doorway>
    )
  }
  if (!asked.data) return <Doorway title={word('device.title')}>{<SkeletonRows rows={3} />}</Doorway>
  return <AuthorizeQuestion asked={asked.data} onAnswered={setAnswered} />
}

function TypeCode({ onCode }: { onCode: (code: string) => void }) {
  const [code, setCode] = useState('')
  const letters = code.toUpperCase().replaceAll(/[^A-Z]/g, '')
  return (
    <Doorway title={word('device.title')} lead={word('device.body')}>
      <Form
        onSubmit={() => (letters.length === 8 ? onCode(`${letters.slice(0, 4)}-${letters.slice(4)}`) : undefined)}
        actions={
          <Button type="submit" variant="primary" size="large" className="w-full">
            {word('device.action')}
          </Button>
        }
      >
        <Field label={word('device.label')}>
          <Input
            autoFocus
            mono
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            maxLength={12}
            placeholder="BCDF-GHJK"
            value={code}
            onChange={(event) => setCode(event.target.value)}
          />
        </Field>
      </Form>
    </Doorway>
  )
}

function Answered({ program, approved, leaves }: { program: string; approved: boolean; leaves: boolean }) {
  if (leaves) return <Doorway title={word('authorize.going', { program })}>{null}</Doorway>
  return approved ? (
    <Doorway title={word('authorize.done', { program })} lead={word('authorize.done.body')}>
      {null}
    </Doorway>
  ) : (
    <Doorway title={word('authorize.refused')} lead={word('authorize.refused.body', { program })}>
      {null}
    </Doorway>
  )
}
