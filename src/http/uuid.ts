/** A UUID in the one form of the contract (RFC 9562): lower case, with hyphens. PostgreSQL and JSON Schema read it too. */
export const UUID_PATTERN = '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$'
export const UUID = new RegExp(UUID_PATTERN)
