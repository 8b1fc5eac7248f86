// The client for browsers, Node, Deno and Bun. `konwent-registry-client/sync` keeps a copy.

export {
  type Answer,
  createRegistry,
  type ListPath,
  type Problem,
  type ReadPath,
  type RecordOf,
  type Registry,
  RegistryError,
  type RegistryOptions
} from './client.ts'
export type { components, operations, paths } from './registry.d.ts'
export { type RetryOptions, retrying } from './retrying.ts'
export { verifyWebhook, WebhookError, type WebhookEvent, type WebhookHeaders, type WebhookOptions } from './webhooks.ts'
