/**
 * Bots: who this system is on a chat platform. A bot is known by its channel and the platform's id of it, and holds the
 * credentials that its channel declares. Secrets are stored encrypted and never shown.
 */
@NullMarked
package routes.channel.bot;

import org.jspecify.annotations.NullMarked;
