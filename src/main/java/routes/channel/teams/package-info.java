/**
 * The Teams channel, outgoing only: posts an Adaptive Card to a workflow that starts at a webhook request.
 */
@NullMarked
package routes.channel.teams;

import org.jspecify.annotations.NullMarked;
