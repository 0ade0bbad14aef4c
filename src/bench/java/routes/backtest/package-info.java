/**
 * The back-test of the threshold engine: made and real series, walked forward, a table and pictures for
 * {@code docs/thresholds.md}. Run by {@code mvn -B -Pbacktest verify}.
 */
@NullMarked
package routes.backtest;

import org.jspecify.annotations.NullMarked;
