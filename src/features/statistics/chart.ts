import type { Language } from '../../http/language.ts'
import { element, INK, line, picture } from '../../records/formats/svg.ts'
import type { MembershipStatistics } from './schemas.ts'

const texts = {
  title: { pl: 'Członkostwa w Konwencie CUS, stan na', en: 'Memberships of the Konwent CUS as of' },
  total: { pl: 'razem', en: 'total' },
  certain: { pl: 'pewne', en: 'certain' },
  possible: { pl: 'możliwe', en: 'possible' },
  onlyPossible: { pl: 'tylko możliwe', en: 'only possible' }
}

const MARGIN = 16
const WIDTH = 640
const BAR_HEIGHT = 16
const ROW_HEIGHT = 48

/**
 * Returns the counts as an SVG bar chart. Certain counts are solid and possible ones are hatched and outlined, so that
 * they can be distinguished without colour. The numbers are in a text above each bar and in the description.
 */
export function chartOf({ as_of, groups, total }: MembershipStatistics, language: Language): string {
  const textOf = (text: keyof typeof texts) => texts[text][language]
  const numbers = ({ certain, possible }: { certain: number; possible: number }) =>
    `${textOf('certain')} ${certain}, ${textOf('possible')} ${possible}`
  const label = (group: MembershipStatistics['groups'][number]) => (language === 'pl' ? group.label_pl : group.label_en)
  const scale = (WIDTH - 2 * MARGIN) / Math.max(1, ...groups.map(({ possible }) => possible))

  const bar = (y: number, certain: number, possible: number) => [
    element('rect', {
      x: MARGIN + certain * scale,
      y,
      width: (possible - certain) * scale,
      height: BAR_HEIGHT,
      fill: 'url(#possible)',
      stroke: INK
    }),
    element('rect', { x: MARGIN, y, width: certain * scale, height: BAR_HEIGHT, fill: INK }),
    // The axis marks the start of the bar, even if the bar is empty.
    element('path', { d: `M${MARGIN} ${y - 3}v${BAR_HEIGHT + 6}`, stroke: INK, 'stroke-width': 2 })
  ]
  const rows = groups.flatMap((group, i) => {
    const y = 100 + i * ROW_HEIGHT
    return [line(MARGIN, y, `${label(group)}: ${numbers(group)}`), ...bar(y + 8, group.certain, group.possible)]
  })
  const legendEntry = (x: number, fill: string, text: string) => [
    element('rect', { x, y: 56, width: 24, height: BAR_HEIGHT, fill, stroke: INK }),
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
      height: 100 + groups.length * ROW_HEIGHT + 4,
      title: `${textOf('title')} ${as_of}`,
      description: [
        `${textOf('total')}: ${numbers(total)}`,
        ...groups.map((group) => `${label(group)}: ${numbers(group)}`)
      ].join('; ')
    },
    element('defs', {}, hatching),
    ...legendEntry(MARGIN, INK, textOf('certain')),
    ...legendEntry(MARGIN + 160, 'url(#possible)', textOf('onlyPossible')),
    line(MARGIN + 340, 69, `${textOf('total')}: ${numbers(total)}`),
    ...rows
  )
}
