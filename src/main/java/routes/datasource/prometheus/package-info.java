/**
 * Prometheus by its HTTP API: range queries, and alerting rules in a file of ours that it reads at a reload and shows at {@code
 * /api/v1/rules}. It has no API that writes rules: the file lies in a directory that both can see, one file for a data source.
 * Paths, limits and error types: Prometheus documentation, "HTTP API". Hours are those of UTC: PromQL knows no other zone.
 * A person switches a rule off by adding {@code unless on() vector(1)} to the end of its expression; we leave that in place.
 */
@NullMarked
package routes.datasource.prometheus;

import org.jspecify.annotations.NullMarked;
