package routes.datasource;

/** One change at a platform. */
public sealed interface RuleOperation {
    record Create(DesiredRule rule) implements RuleOperation {}

    /**
     * @param existing says whether it is switched on; the update leaves that as it is
     * @param owesOff is run before a write that switches on a rule which is to be off. Whoever runs it switches the rule off
     *     with another call; should that call fail, {@link DataSource#switchOff} is asked for it by the next sync
     */
    record Update(ExistingRule existing, DesiredRule rule, Runnable owesOff) implements RuleOperation {
        public Update(ExistingRule existing, DesiredRule rule) {
            this(existing, rule, () -> {});
        }
    }

    record Delete(ExistingRule existing) implements RuleOperation {}
}
