/**
 * What a target's answer means: ordered rules for each vendor, written as YAML ({@code resources/receipts}), that turn
 * an HTTP answer into delivered, throttled, retry, rejected, auth or unknown, with a remedy in words. The codes are those
 * of spec platforms A1.12, A1.13, A2, A3.5, A4, A5. Pure: no network, no clock.
 */
@NullMarked
package routes.notice.receipt;

import org.jspecify.annotations.NullMarked;
