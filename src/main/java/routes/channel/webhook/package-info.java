/**
 * The Webhook channel. Out, by {@code channel-webhook.camel.yaml}: a notice goes to a URL that a subscriber owns, with VeAIOps'
 *  body or {@code event.v1}, signed by the Standard Webhooks scheme. In: any system that posts JSON, signed by the same scheme or with a token.
 */
@NullMarked
package routes.channel.webhook;

import org.jspecify.annotations.NullMarked;
