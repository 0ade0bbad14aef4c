/**
 * What every channel shares: the contract {@link routes.channel.Channel}, how posts come in and are brought to one form,
 * and how a route carries a notice to a target and brings the result back.
 */
@NullMarked
package routes.channel;

import org.jspecify.annotations.NullMarked;
