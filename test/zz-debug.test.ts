import pg from 'pg'
const q = pg.Client.prototype.query as any
;(pg.Client.prototype as any).query = function (...a: any[]) { const r = q.apply(this, a); r?.catch?.((e: any) => { if (/^22/.test(e.code)) console.error('DBG', e.code, e.message, e.where, JSON.stringify(a).slice(0, 600)) }); return r }
await import('./fuzz.test.ts')
