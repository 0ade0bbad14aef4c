package routes.threshold;

/**
 * One alarm that the recommended bounds would have raised.
 *
 * @param start epoch seconds of the first point outside
 * @param end epoch seconds of the last point outside
 * @param above outside the upper bound, otherwise the lower
 * @param extreme the value farthest outside
 * @param bound the bound that it broke
 */
public record Incident(long start, long end, boolean above, double extreme, double bound) {}
