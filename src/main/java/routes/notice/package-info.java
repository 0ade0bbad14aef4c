/**
 * The Notice: one message about one change of one event for one target; its states, its retries and what the target's
 * answer means. Pure rules and the contract of the store.
 */
@NullMarked
package routes.notice;

import org.jspecify.annotations.NullMarked;
