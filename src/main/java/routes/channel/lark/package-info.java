/**
 * Lark and Feishu, both ways: events and clicks on cards come in signed or
 * encrypted, messages and cards go out by the Open API. An app is a bot with app id and app secret; the base URL decides
 * between Feishu (China) and Lark (elsewhere). Its routes are in {@code channel-lark.camel.yaml}.
 */
@NullMarked
package routes.channel.lark;

import org.jspecify.annotations.NullMarked;
