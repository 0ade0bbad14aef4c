package routes.api.subscription;

import java.util.function.IntFunction;
import routes.security.EgressGuard;
import routes.security.SecretBox;

/**
 * What guards a subscription's webhook.
 *
 * @param random that many random bytes
 */
public record Protection(SecretBox box, EgressGuard egress, IntFunction<byte[]> random) {}
