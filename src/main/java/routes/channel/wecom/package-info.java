/**
 * WeCom, stored as {@code WeChat} like in VeAIOps: group robots by webhook, and applications with a token; messages,
 * events and clicks on template cards come in as encrypted XML. Its route is {@code
 * channel-wecom.camel.yaml}.
 */
@NullMarked
package routes.channel.wecom;

import org.jspecify.annotations.NullMarked;
