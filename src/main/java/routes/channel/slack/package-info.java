/**
 * The Slack channel: posts with a bot's token (chat.postMessage, chat.update) or to an incoming webhook, and takes events
 * and button clicks signed with the app's secret.
 */
@NullMarked
package routes.channel.slack;

import org.jspecify.annotations.NullMarked;
