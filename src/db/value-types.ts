// How values of PostgreSQL become values of JavaScript.
import pg from 'pg'

// OIDs of types. A date stays text, because Date would add a time. int8 and numeric become numbers: all values of the
// registry are in the range that a double represents exactly.
const DATE_OID = 1082
const INT8_OID = 20
const NUMERIC_OID = 1700
export const valueTypes: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') => {
    if (oid === DATE_OID) return (text: string) => text
    if (oid === INT8_OID || oid === NUMERIC_OID) return Number
    return pg.types.getTypeParser(oid, format as 'text')
  }) as pg.CustomTypesConfig['getTypeParser']
}
