import { defineFeature } from '../../records/define-feature.ts'
import { webhooks } from './contract.ts'
import { webhookDeliveryRoutes } from './delivery-routes.ts'
import { webhookEndpointRoutes } from './endpoint-routes.ts'
import { webhookMeasures } from './measures.ts'
import { webhookOperationRoutes } from './operation-routes.ts'
import { NEEDS_WEBHOOKS, webhookDeliveries, webhookEndpoints } from './resources.ts'
import { webhookRules } from './rule-texts.ts'
import { webhookDeliveryStatus, webhookDisabling, webhookEndpointStatus, webhookFailure } from './vocabularies.ts'

export const webhooksFeature = defineFeature({
  name: 'webhooks',
  tags: {
    'webhook-endpoints': {
      group: 'copies',
      title: { pl: 'Odbiorcy webhooków', en: 'Webhook endpoints' },
      description: 'Webhook endpoints: addresses that receive the changes of public records and of own applications.'
    },
    'webhook-deliveries': {
      group: 'copies',
      title: { pl: 'Doręczenia webhooków', en: 'Webhook deliveries' },
      description: 'Deliveries of events to webhook endpoints, with their outcome.'
    }
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
        description: `The pending, delivered and failed deliveries of one endpoint. ${NEEDS_WEBHOOKS}`
      }
    }
  ],
  webhooks,
  operations: [webhookEndpointRoutes, webhookOperationRoutes, webhookDeliveryRoutes],
  rules: webhookRules,
  measures: webhookMeasures
})
