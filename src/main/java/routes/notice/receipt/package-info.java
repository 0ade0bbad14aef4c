/**
 * What a target's answer means: ordered rules for each vendor, written as YAML ({@code resources/receipts}), that turn
 * an HTTP answer into delivered, throttled, retry, rejected, auth or unknown, with a remedy in words. The codes are
 * those of the vendors' documents. Pure: no network, no clock.
 */
@NullMarked
package routes.notice.receipt;

import org.jspecify.annotations.NullMarked;
