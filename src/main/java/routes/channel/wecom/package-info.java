/**
 * WeCom, stored as {@code WeChat} like in the reference: group robots by webhook, and applications with a token; messages,
 * events and clicks on template cards come in as encrypted XML. The rules are in spec platforms A3. Its route is {@code
 * channel-wecom.camel.yaml}.
 */
@NullMarked
package routes.channel.wecom;

import org.jspecify.annotations.NullMarked;
