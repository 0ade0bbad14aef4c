/**
 * Bots: who this system is on a chat platform. A bot is known by its channel and the platform's id of it, and holds the
 * credentials that its channel declares (spec channels 1.3, 4.1). Secrets are stored encrypted and never shown.
 */
@NullMarked
package routes.bot;

import org.jspecify.annotations.NullMarked;
