/**
 * Channels that are data: robots of the form "post this", each described by a file {@code channels/<name>/channel.yaml}
 * (docs/development-channels.md). They share the route {@code channel-mapped.camel.yaml}, and only send.
 */
@NullMarked
package routes.channel.mapped;

import org.jspecify.annotations.NullMarked;
