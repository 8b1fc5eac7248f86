// The limit of Node: nothing but recorded responses.
import { setting } from './environment.ts'
import { serveRecorded } from './recorded.ts'

serveRecorded(setting('ANSWERS'), Number(setting('PORT')))
