// SVG 1.1 as text. Only presentation attributes, no styles, scripts or references to anywhere: it shows the same under any policy and in an <img>.
import type { Language } from '../../http/language.ts'

type Attributes = Record<string, string | number>

// What XML 1.0 does not allow at all (2.2).
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g
const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escaped = (text: string): string =>
  text
    .toWellFormed()
    .replace(FORBIDDEN, '\ufffd')
    .replace(/[&<>"]/g, (sign) => entities[sign] as string)

/** An element with content that is SVG already. */
export function element(name: string, attributes: Attributes, ...content: string[]): string {
  const written = Object.entries(attributes).map(
    ([key, value]) => ` ${key}="${typeof value === 'number' ? Math.round(value * 10) / 10 : escaped(value)}"`
  )
  return `<${name}${written.join('')}${content.length === 0 ? '/>' : `>${content.join('')}</${name}>`}`
}

/** A line of text; its baseline begins at the point. */
export const line = (x: number, y: number, text: string, attributes: Attributes = {}): string =>
  element('text', { x, y, ...attributes }, escaped(text))

export const INK = '#1f2933'

export interface Picture {
  /** Tells its ids apart from those of another picture in the same page. */
  id: string
  language: Language
  width: number
  height: number
  title: string
  /** All that the picture shows, in words. */
  description: string
}

/** The whole document: an image with a name and a description, its title written above it too. */
export function picture({ id, language, width, height, title, description }: Picture, ...content: string[]): string {
  const attributes = {
    xmlns: 'http://www.w3.org/2000/svg',
    ...{
      'xml:lang': language,
      lang: language,
      role: 'img',
      'aria-labelledby': `${id}-title`,
      'aria-describedby': `${id}-desc`
    },
    ...{ viewBox: `0 0 ${width} ${Math.ceil(height)}`, width, height: Math.ceil(height) },
    ...{ 'font-family': 'sans-serif', 'font-size': 13, fill: INK }
  }
  const names = [
    element('title', { id: `${id}-title` }, escaped(title)),
    element('desc', { id: `${id}-desc` }, escaped(description))
  ]
  const sheet = element('rect', { width: '100%', height: '100%', fill: '#fff' })
  return `${element('svg', attributes, ...names, sheet, line(16, 30, title, { 'font-size': 18, 'font-weight': 'bold' }), ...content)}\n`
}
