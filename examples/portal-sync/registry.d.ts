// In the repository of the registry, these are the types of its tests. Elsewhere, `npm run types` writes them here.
export type * from '../../test/client/registry.d.ts'
