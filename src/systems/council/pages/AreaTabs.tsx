import { TabLinks } from '#ui/kit/Tabs.tsx'
import { word } from './words.ts'

/** The pages of the council as a whole, on top of each of them. */
export function AreaTabs() {
  return <TabLinks label={word('title')} tabs={tabs} />
}

const tabs = [
  { href: '/council', label: word('area.questions'), exact: true },
  { href: '/council/journal', label: word('area.journal') },
  { href: '/council/calibration', label: word('area.calibration') },
  { href: '/council/personas', label: word('area.minds') },
  { href: '/council/replay', label: word('area.replay') },
]
