/**
 * The Webhook channel. Out, by {@code channel-webhook.camel.yaml}: a notice goes to a URL that a subscriber owns, with the
 * reference's body (spec events 5.6: bare raw data, its headers) or {@code event.v1}, signed by the Standard Webhooks scheme
 * (spec delivery A.3). In: any system that posts JSON, signed by the same scheme or with a token (spec platforms A6).
 */
@NullMarked
package routes.channel.webhook;

import org.jspecify.annotations.NullMarked;
