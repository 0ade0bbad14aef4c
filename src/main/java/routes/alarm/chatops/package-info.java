/**
 * The chatops service watches group chats and posts what its agents found: satisfied interest rules, or an answer.
 * Bodies: events fact sheet 2.4; what becomes of them: 3.5; texts of the cards: 5.4; interest rules: 6.9.
 * Whether a chat is silenced and whose the bot is needs the store; here is only what the body itself says.
 */
@NullMarked
package routes.alarm.chatops;

import org.jspecify.annotations.NullMarked;
