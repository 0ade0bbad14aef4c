package routes.notice.receipt;

import routes.notice.SendResult;

/**
 * A judged answer.
 *
 * @param rule the rule that decided, as {@code file/id}; empty when none did
 */
public record Receipt(String rule, SendResult result) {}
