// SVG 1.1 as text. It has only presentation attributes and no styles, scripts or references, so it looks the same under
// any content security policy and in an <img>.
import type { Language } from '../../http/language.ts'
import { withEntities } from './xml.ts'

type Attributes = Record<string, string | number>

// Characters that XML 1.0 does not allow (section 2.2).
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g
const escaped = (text: string): string => withEntities(text.toWellFormed().replace(FORBIDDEN, '\ufffd'))

/** Returns an element. `content` must be SVG; it is not escaped. */
export function element(name: string, attributes: Attributes, ...content: string[]): string {
  const written = Object.entries(attributes).map(
    ([key, value]) => ` ${key}="${typeof value === 'number' ? Math.round(value * 10) / 10 : escaped(value)}"`
  )
  return `<${name}${written.join('')}${content.length === 0 ? '/>' : `>${content.join('')}</${name}>`}`
}

/** Returns a line of text. The point is the left end of its baseline. */
export const line = (x: number, y: number, text: string, attributes: Attributes = {}): string =>
  element('text', { x, y, ...attributes }, escaped(text))

export const INK = '#1f2933'

export interface Picture {
  /** Prefix of the element ids; distinct for each picture of a page. */
  id: string
  language: Language
  width: number
  height: number
  title: string
  /** Text alternative: the whole content of the picture in words. */
  description: string
}

/** Returns the whole document: an image with an accessible name, a description and a visible title. */
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
  const heading = line(16, 30, title, { 'font-size': 18, 'font-weight': 'bold' })
  return `${element('svg', attributes, ...names, sheet, heading, ...content)}\n`
}
