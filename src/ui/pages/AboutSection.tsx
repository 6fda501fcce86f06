import { Card } from '../kit/Card.tsx'
import { Facts } from '../kit/Facts.tsx'
import { useSession } from '../session/session.ts'
import { word } from './words.ts'

/** What runs here, and as whom. */
export function AboutSection() {
  const { data } = useSession()
  if (!data) return null
  const person = data.person ? `${data.person.name}, ${data.person.email}` : ''
  return (
    <Card title={word('about')} body="rows">
      <Facts
        facts={[
          { label: word('about.version'), value: <span className="font-mono text-small">{data.version}</span> },
          { label: word('about.host'), value: <span className="font-mono text-small">{data.host}</span> },
          { label: word('about.person'), value: person },
          { label: word('about.rights'), value: <Rights permissions={data.permissions} /> },
        ]}
      />
    </Card>
  )
}

function Rights({ permissions }: { permissions: readonly string[] }) {
  if (permissions.includes('*')) return word('about.everything')
  return <span className="font-mono text-small">{permissions.join(', ')}</span>
}
