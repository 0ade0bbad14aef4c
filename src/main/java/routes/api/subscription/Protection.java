package routes.api.subscription;

import java.time.Clock;
import java.util.function.IntFunction;
import routes.common.security.EgressGuard;
import routes.common.security.SecretBox;

/**
 * What guards a subscription's webhook.
 *
 * @param random that many random bytes
 * @param clock decides until when a replaced signing secret is used beside its successor
 */
public record Protection(SecretBox box, EgressGuard egress, IntFunction<byte[]> random, Clock clock) {}
