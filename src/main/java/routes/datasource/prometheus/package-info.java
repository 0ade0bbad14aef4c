/**
 * Prometheus, and what has its HTTP API: range queries, and alerting rules in a group of ours. It has no API that writes rules, so
 * the group lies where a {@link routes.datasource.prometheus.RuleTarget} puts it: in a file that the server reads, in a ruler, in
 * Kubernetes, in Grafana. Paths, limits and error types: Prometheus documentation, "HTTP API". Hours are those of UTC: PromQL knows
 * no other zone. A person switches a rule off by adding {@code unless on() vector(1)} to the end of its expression.
 */
@NullMarked
package routes.datasource.prometheus;

import org.jspecify.annotations.NullMarked;
