/**
 * The Webhook channel: posts a notice to a URL that a subscriber owns. Two bodies: the reference's (spec events 5.6:
 * bare raw data, its headers) and {@code event.v1}, signed by the Standard Webhooks scheme (spec delivery A.3). Its route
 * is {@code channel-webhook.camel.yaml}.
 */
@NullMarked
package routes.channel.webhook;

import org.jspecify.annotations.NullMarked;
