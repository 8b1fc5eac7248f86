/** Returns a text in one line: a line break within the cell of a name or an address only wraps it. */
export const inOneLine = (text: string): string => text.replace(/ *(\r\n|\r|\n)+ */g, ' ')
