import type { Language } from '../../http/language.ts'
import { element, INK, line, picture } from '../../records/formats/svg.ts'
import type { MembershipStatistics } from './schemas.ts'

const texts = {
  title: { pl: 'Członkostwa w Konwencie CUS, stan na', en: 'Memberships of the Konwent CUS as of' },
  total: { pl: 'razem', en: 'in all' },
  certain: { pl: 'pewne', en: 'certain' },
  possible: { pl: 'możliwe', en: 'possible' },
  onlyPossible: { pl: 'tylko możliwe', en: 'possible only' }
}

const LEFT = 16
const WIDTH = 640
const BAR = 16
const ROW = 48

/**
 * The counts as bars: what is certain is solid, what is only possible hatched and outlined, so that they are told apart without colour.
 * Each bar has its numbers in words above it, and the description has them all.
 */
export function chartOf({ as_of, groups, total }: MembershipStatistics, language: Language): string {
  const say = (text: keyof typeof texts) => texts[text][language]
  const numbers = ({ certain, possible }: { certain: number; possible: number }) =>
    `${say('certain')} ${certain}, ${say('possible')} ${possible}`
  const label = (group: MembershipStatistics['groups'][number]) => (language === 'pl' ? group.label_pl : group.label_en)
  const scale = (WIDTH - 2 * LEFT) / Math.max(1, ...groups.map(({ possible }) => possible))

  const bar = (y: number, certain: number, possible: number) => [
    element('rect', {
      x: LEFT + certain * scale,
      y,
      width: (possible - certain) * scale,
      height: BAR,
      fill: 'url(#possible)',
      stroke: INK
    }),
    element('rect', { x: LEFT, y, width: certain * scale, height: BAR, fill: INK }),
    // Where the bar begins, also when there is none.
    element('path', { d: `M${LEFT} ${y - 3}v${BAR + 6}`, stroke: INK, 'stroke-width': 2 })
  ]
  const rows = groups.flatMap((group, i) => {
    const y = 100 + i * ROW
    return [line(LEFT, y, `${label(group)}: ${numbers(group)}`), ...bar(y + 8, group.certain, group.possible)]
  })
  const sample = (x: number, fill: string, text: string) => [
    element('rect', { x, y: 56, width: 24, height: BAR, fill, stroke: INK }),
    line(x + 32, 69, text)
  ]
  const hatching = element(
    'pattern',
    { id: 'possible', width: 6, height: 6, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)' },
    element('rect', { width: 6, height: 6, fill: '#fff' }),
    element('rect', { width: 2, height: 6, fill: INK })
  )
  return picture(
    {
      id: 'memberships',
      language,
      width: WIDTH,
      height: 100 + groups.length * ROW + 4,
      title: `${say('title')} ${as_of}`,
      description: [
        `${say('total')}: ${numbers(total)}`,
        ...groups.map((group) => `${label(group)}: ${numbers(group)}`)
      ].join('; ')
    },
    element('defs', {}, hatching),
    ...sample(LEFT, INK, say('certain')),
    ...sample(LEFT + 160, 'url(#possible)', say('onlyPossible')),
    line(LEFT + 340, 69, `${say('total')}: ${numbers(total)}`),
    ...rows
  )
}
