/** Pattern of a UUID (RFC 9562) in the form of the contract: lower case with hyphens. */
export const UUID_PATTERN = '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$'
export const UUID = new RegExp(UUID_PATTERN)
/** A UUID in any case. Input may have capitals (RFC 9562 4); the registry stores and returns lower case. */
export const ANY_CASE_UUID = new RegExp(UUID_PATTERN, 'i')
