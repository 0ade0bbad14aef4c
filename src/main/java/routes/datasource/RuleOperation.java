package routes.datasource;

/** One change at a platform. */
public sealed interface RuleOperation {
    record Create(DesiredRule rule) implements RuleOperation {}

    /** @param existing says whether it is switched on; the update leaves that as it is */
    record Update(ExistingRule existing, DesiredRule rule) implements RuleOperation {}

    record Delete(ExistingRule existing) implements RuleOperation {}
}
