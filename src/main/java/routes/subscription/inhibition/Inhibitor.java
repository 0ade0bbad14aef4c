package routes.subscription.inhibition;

/**
 * Why an event is held: a rule, as it was written then, and the open event that inhibits.
 *
 * @param edition {@link InhibitionRule#edition()} of the rule
 */
public record Inhibitor(String ruleId, long edition, String eventId) {}
