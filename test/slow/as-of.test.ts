// Many random series of events: see test/as-of.test.ts.
import tap from 'tap'
import { holds } from '../as-of.ts'

tap.test('After any series of later events the answers about an earlier day are the same', (t) => holds(t, 40))
