// Text of iCalendar and vCard.

/** Removes the characters that a text must not contain (CONTROL in RFC 5545 3.1 and RFC 6350 3.3); line breaks stay. */
export const withoutControls = (text: string): string =>
  text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, '')
