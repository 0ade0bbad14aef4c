/**
 * The steps of {@code datasources-call.camel.yaml}: a call to a monitoring platform waits for the quota of its account, passes the
 * circuit breaker of the account, goes over the route of the platform and is repeated where that does no harm.
 */
@NullMarked
package routes.datasource.call;

import org.jspecify.annotations.NullMarked;
