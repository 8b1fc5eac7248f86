// Within the registry's own repository the types are those that its tests use. Elsewhere `npm run types` writes them here.
export type * from '../../test/client/registry.d.ts'
