import { Card } from '#ui/kit/Card.tsx'
import type { Project } from './client.ts'
import { word } from './words.ts'

const most = 12

/** What could not be read, or only in part: said, not hidden. */
export function NoticesCard({ notices }: { notices: Project['noticeList'] }) {
  if (notices.length === 0) return null
  return (
    <Card title={word('notices')} count={notices.length} body="rows">
      <ul className="hairlines">
        {notices.slice(0, most).map((notice, index) => (
          <li key={index} className="grid gap-0.5 px-3.5 py-2">
            <span className="text-pretty">{notice.sentence}</span>
            <span className="truncate font-mono text-small text-ink-3">{notice.path ?? notice.source}</span>
          </li>
        ))}
      </ul>
    </Card>
  )
}
