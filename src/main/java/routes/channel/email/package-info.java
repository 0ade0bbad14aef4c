/**
 * The e-mail channel, outgoing only: one message with a text and an HTML part for the addresses of a target, over the SMTP
 * server of the settings. Replies to a message (RFC 5321) decide what became of it, each recipient for itself; messages about
 * one event share References (RFC 5322), so that mail programs show them as one thread.
 */
@NullMarked
package routes.channel.email;

import org.jspecify.annotations.NullMarked;
