/** The component {@code platform-socket} and the steps of {@code webhooks-socket}: platforms that are connected to. */
@NullMarked
package routes.steps.socket;

import org.jspecify.annotations.NullMarked;
