/**
 * DingTalk, both ways: group robots by webhook, and applications by the OpenAPI v1.0; robot messages, encrypted event
 * subscriptions and clicks on cards come in. Callbacks of cards follow the vendor's
 * page "event-callback-card". Its route is {@code channel-dingtalk.camel.yaml}.
 */
@NullMarked
package routes.channel.dingtalk;

import org.jspecify.annotations.NullMarked;
