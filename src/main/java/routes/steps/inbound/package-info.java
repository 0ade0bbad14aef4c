/** The steps of {@code webhooks-receive} and {@code inbound-*}: what chat platforms push. */
@NullMarked
package routes.steps.inbound;

import org.jspecify.annotations.NullMarked;
