/** The steps of {@code notices-*}: claim what is due, keep the limits, send through a channel, store the receipt. */
@NullMarked
package routes.steps.delivery;

import org.jspecify.annotations.NullMarked;
