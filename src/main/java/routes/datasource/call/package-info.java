/**
 * Calls to monitoring platforms: each takes its turn within the quota of its account, goes over the platform's route and is
 * repeated when that does no harm.
 */
@NullMarked
package routes.datasource.call;

import org.jspecify.annotations.NullMarked;
