/**
 * Dead letters going out: what is replayed, at which rate, and the job that does it in small steps that survive a crash.
 * Pure rules and the contracts of the stores.
 */
@NullMarked
package routes.notice.replay;

import org.jspecify.annotations.NullMarked;
