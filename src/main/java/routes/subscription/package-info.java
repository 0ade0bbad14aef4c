/**
 * What people configure about notices: subscriptions as they are stored, inform strategies (a bot and its chats) and card
 * templates, with the contracts of their stores. {@code routes.event} matches what is compiled from here.
 */
@NullMarked
package routes.subscription;

import org.jspecify.annotations.NullMarked;
