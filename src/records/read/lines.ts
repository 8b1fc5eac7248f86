// Lines of records as PostgreSQL sends them. Chunks may end in the middle of a line or of a character.

const LINE_FEED = 10

/** Yields the lines that each chunk completes. The last line must end with a line feed too. */
export async function* completeLines(chunks: AsyncIterable<Buffer>): AsyncGenerator<string[]> {
  let incomplete: Buffer[] = []
  for await (const chunk of chunks) {
    const lineEnd = chunk.lastIndexOf(LINE_FEED) + 1
    if (lineEnd > 0) {
      const complete = Buffer.concat([...incomplete, chunk.subarray(0, lineEnd - 1)]).toString()
      incomplete = []
      yield complete.split('\n')
    }
    if (lineEnd < chunk.length) incomplete.push(chunk.subarray(lineEnd))
  }
}
