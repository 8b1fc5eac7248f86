// Text in XML, for pictures and workbooks.

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** Returns the text with entities in place of markup, for an element or an attribute. */
export const withEntities = (text: string): string => text.replace(/[&<>"]/g, (sign) => entities[sign] as string)
