// Reads the XML of a workbook piece by piece. A document type is refused, so no entity can expand.
import { SaxesParser } from 'saxes'
import { RefusedFile } from '../refused-file.ts'
import { damagedWorkbook, workbookTooLarge } from './refusals.ts'

/** Characters between two tags, or in one. A cell has at most 32,767. */
const MAX_TEXT_LENGTH = 1024 * 1024

export type Attributes = Record<string, string>

/** Called for the elements and texts of a document. Names have no prefix. */
export interface Handlers {
  open: (name: string, attributes: Attributes) => void
  text?: (text: string) => void
  close?: (name: string) => void
}

const withoutPrefix = (name: string): string => name.slice(name.indexOf(':') + 1)

/** Parses a document in UTF-8. Throws RefusedFile if it is not well-formed. */
export async function parseXml(chunks: AsyncIterable<Buffer>, { open, text, close }: Handlers): Promise<void> {
  const parser = new SaxesParser()
  const refuse = () => {
    throw damagedWorkbook()
  }
  parser.on('error', refuse)
  parser.on('doctype', refuse)
  parser.on('xmldecl', ({ encoding = 'utf-8' }) => {
    if (encoding.toLowerCase() !== 'utf-8') refuse()
  })
  parser.on('opentag', ({ name, attributes }) => open(withoutPrefix(name), attributes))
  if (text) {
    parser.on('text', text)
    parser.on('cdata', text)
  }
  if (close) parser.on('closetag', ({ name }) => close(withoutPrefix(name)))
  const decoder = new TextDecoder('utf-8', { fatal: true })
  try {
    let sinceTag = 0
    for await (const chunk of chunks) {
      const part = decoder.decode(chunk, { stream: true })
      const tag = part.lastIndexOf('<')
      sinceTag = tag < 0 ? sinceTag + part.length : part.length - tag
      if (sinceTag > MAX_TEXT_LENGTH) throw workbookTooLarge()
      parser.write(part)
    }
    parser.write(decoder.decode()).close()
  } catch (error) {
    throw error instanceof RefusedFile ? error : damagedWorkbook(error)
  }
}

/** Returns an attribute by its name without a prefix. */
export const attributeOf = (attributes: Attributes, name: string): string | undefined =>
  attributes[name] ?? Object.entries(attributes).find(([key]) => withoutPrefix(key) === name)?.[1]

/** Whether an attribute has one of the spellings of true. */
export const isTrue = (value: string | undefined): boolean => value === '1' || value === 'true'
