import { defineFeature } from '../../records/define-feature.ts'
import { webhooks } from './contract.ts'
import { webhookDeliveryRoutes } from './delivery-routes.ts'
import { webhookEndpointRoutes } from './endpoint-routes.ts'
import { webhookOperationRoutes } from './operation-routes.ts'
import { NEEDS, webhookDeliveries, webhookEndpoints } from './resources.ts'
import { webhookRules } from './rule-texts.ts'
import { webhookDeliveryStatus, webhookDisabling, webhookEndpointStatus, webhookFailure } from './vocabularies.ts'

export const webhooksFeature = defineFeature({
  name: 'webhooks',
  tags: {
    'webhook-endpoints': 'Who is told of changes, and what is sent to them.',
    'webhook-deliveries': 'What came of what was sent to webhook endpoints.'
  },
  vocabularies: [webhookEndpointStatus, webhookDisabling, webhookDeliveryStatus, webhookFailure],
  resources: [webhookEndpoints, webhookDeliveries],
  subLists: [
    {
      parent: webhookEndpoints,
      child: { ...webhookDeliveries, path: 'deliveries' },
      filter: 'endpoint',
      texts: {
        operationId: 'list_webhook_endpoint_deliveries',
        summary: 'List the deliveries of a webhook endpoint',
        description: `What waits to be sent to one endpoint, was sent, or was given up. ${NEEDS}`
      }
    }
  ],
  webhooks,
  operations: [webhookEndpointRoutes, webhookOperationRoutes, webhookDeliveryRoutes],
  rules: webhookRules
})
