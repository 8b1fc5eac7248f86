// Orval needs an address from its configuration: it ignores `servers` of the document by default.
export default {
  registry: {
    input: '../../openapi/openapi.json',
    output: {
      target: 'generated/orval/registry.ts',
      client: 'fetch',
      baseUrl: {
        runtime: 'service.url',
        imports: [{ name: 'service', importPath: '../../programs/service' }]
      }
    }
  }
}
