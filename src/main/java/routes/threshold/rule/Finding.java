package routes.threshold.rule;

import java.util.Locale;

/**
 * What the platform says of a rule after a sync, where it differs from what was expected of the rule. The rule stays as it was
 * written: a person decides.
 *
 * @param ruleId the platform's id of the rule, as the steps of the record name it
 * @param text for people: what is different, and what to do
 */
public record Finding(String ruleId, Kind kind, String text) {
    /** What is different: a closed set, and at once the word in answers and records. */
    public enum Kind {
        /** Over the learned range the written rule raises alarms that the back-test does not show. */
        MORE_ALARMS,
        /** Over the learned range the written rule misses alarms that the back-test shows. */
        FEWER_ALARMS,
        /** The platform has something else than what was written. */
        NOT_AS_WRITTEN,
        /** The rule is to be deleted and stays, because nothing says that its thing is gone. */
        NOT_CONFIRMED,
        /** The platform could not say what the rule does. */
        NOT_READ_BACK;

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
