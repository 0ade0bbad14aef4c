package routes.datasource;

/** One change at a platform. */
public sealed interface RuleOperation {
    record Create(DesiredRule rule) implements RuleOperation {}

    /**
     * @param existing says whether it is switched on; the update leaves that as it is
     * @param owesOff is run before a write that switches on a rule which is to be off. The one that runs it switches the rule off
     *     with another call; should that call fail, the next sync calls {@link DataSource#switchOff}
     */
    record Update(ExistingRule existing, DesiredRule rule, Runnable owesOff) implements RuleOperation {
        public Update(ExistingRule existing, DesiredRule rule) {
            this(existing, rule, () -> {});
        }
    }

    record Delete(ExistingRule existing) implements RuleOperation {}
}
