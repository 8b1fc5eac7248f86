// The coordinates of an organisation: its own or, if it has none, those of the seat of its gmina.
import { sql } from 'kysely'
import { columnsOf, type TableColumns } from '../../records/columns.ts'
import type { Sql } from '../../records/define.ts'

const g = columnsOf('territory', 'g')

/** Returns the SQL of the coordinates of an organisation and of their basis; null if they are not known. */
export function placeOf(organisation: TableColumns<'organisation'>) {
  const ofGmina = (
    value: Sql
  ) => sql`(select ${value} from ${g.table} where ${g('code')} = ${organisation('territory_code')}
    and ${g('latitude')} is not null)`
  const own = organisation('latitude')
  return {
    latitude: sql`coalesce(${own}, ${ofGmina(g('latitude'))})`,
    longitude: sql`coalesce(${organisation('longitude')}, ${ofGmina(g('longitude'))})`,
    coordinates_basis: sql`coalesce(${organisation('coordinates_basis')}, ${ofGmina(sql`'geonames-seat'`)})`
  }
}
