package routes.datasource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import routes.common.error.RefusedRequest;

/**
 * A kind of monitoring system. One stateless object for all connects and data sources of its type, bound in the registry;
 * everything that a call needs comes in as a {@link Source}. Every call to the platform goes through {@link PlatformCall}.
 *
 * <p>Failure policy: whatever the platform answers but success is a {@link PlatformFailure}, without secrets in its text.
 * Nothing is retried here: {@link PlatformCall} retries what may be repeated.
 */
public interface DataSource {
    /** The open name of the type, such as {@code Zabbix}: letters and digits. It is stored and shown as it is. */
    String type();

    /** What a connect of this type is made of. Names are the stored ones, such as {@code zabbix_api_url}. */
    List<ConnectField> connectFields();

    /** What a data source of this type is made of, beyond {@link ConfigField#common()}. */
    List<ConfigField> configFields();

    /**
     * Checks what one field alone cannot tell, such as "a password or a token".
     *
     * @throws RefusedRequest naming the field
     */
    default void checkConnect(Account account) {}

    /**
     * Checks what one field alone cannot tell. Every field passed its own check.
     *
     * @throws RefusedRequest naming the field
     */
    default void checkConfig(JsonNode config) {}

    /**
     * Asks the platform whether what a config names is there and is what the config says, before the config is stored.
     *
     * @throws RefusedRequest naming the field
     * @throws PlatformFailure when the platform cannot be asked now: what is wrong then shows when the source is read
     */
    default void checkAtPlatform(Account account, JsonNode config) {}

    /** Whose quota a call uses up: calls with the same text share one. No secret in it. */
    String concurrencyGroup(Account account);

    /** How much the platform takes of one concurrency group. */
    Quota quota();

    /** Checks whether the platform accepts this account, and changes nothing there. */
    void test(Account account);

    /**
     * Puts in place what alarms need to reach us, such as a media type; may be repeated, and mends what changed.
     *
     * @param alarmUrl where the platform is to post alarms
     * @return what was made or changed, one line each; empty when everything was in place
     */
    default List<String> prepare(Account account, String alarmUrl) {
        return List.of();
    }

    /**
     * The config with other things to read, as a caller asks for one look.
     *
     * @param instances objects of texts that tell the things apart
     */
    default JsonNode narrowed(JsonNode config, JsonNode instances) {
        ObjectNode narrowed = config.deepCopy();
        return narrowed.set("instances", instances);
    }

    /** Cuts a range into parts that one call series can fetch within the platform's limits; in order, without gaps. */
    List<SeriesRange> slots(Source source, SeriesRange range);

    /**
     * One page of one slot: one call.
     *
     * @param cursor from the page before; empty for the first
     */
    SeriesPage fetchPartial(Source source, SeriesRange slot, Optional<String> cursor);

    /** Everything of one slot, page after page. */
    default List<TimeSeries> fetchSlot(Source source, SeriesRange slot) {
        return Pages.all(cursor -> fetchPartial(source, slot, cursor));
    }

    /**
     * Windows, in points, that a rule of the platform can have, ascending; empty when any will do.
     *
     * @param interval of the points
     */
    default List<Integer> allowedWindows(Duration interval) {
        return List.of();
    }

    /**
     * Whether a rule looks at all values of its window, those from before its hours too. Then bounds are {@link RuleBlock.Bound#late()
     * moved}, so that no value is judged by the bound of other hours; and the back-test looks back too.
     */
    default boolean looksBack() {
        return false;
    }

    /**
     * Whether an alarm goes on over the edge of a block: bounds of one side with the same window are one rule; where it looks back, those
     * of both sides, which end when the values were within the bounds for one window.
     */
    default boolean goesOnOverEdges() {
        return false;
    }

    /** Whether a rule can watch some days of the week. Then weekends may have bounds of their own. */
    default boolean knowsWeekdays() {
        return false;
    }

    /**
     * The rules that these thresholds become. Nothing is changed; the platform may be asked what things are called now. What it would refuse (names too long, windows
     * it does not know) is mended without changing the meaning, or reported as a problem.
     */
    RuleDraft draftRules(Source source, RuleOrder order);

    /**
     * The rules at the platform that carry the marker of this data source ({@link Ownership}), all of them, switched off
     * ones too. A rule whose name only looks like ours is not among them. It changes nothing: a plan is made from it.
     */
    List<ExistingRule> rules(Source source);

    /**
     * Does one thing. A rule that a human switched off stays off ({@link ExistingRule#enabled()}); deleting a rule that is
     * gone is a success; a rule without this data source's marker is never changed.
     *
     * @return the platform's id of the rule
     */
    String apply(Source source, RuleOperation operation);

    /**
     * The fields of connect and config that say where {@link #rules} are looked for, such as a region. Rules that were written
     * with other values of them are found and removed there.
     */
    default Set<String> placeFields() {
        return connectFields().stream()
                .filter(field -> !field.isSecret())
                .map(ConnectField::name)
                .collect(Collectors.toSet());
    }

    /** Where {@link #rules} of a data source are looked for: what people see of it, and what tells one place from another. */
    default Map<String, String> place(Source source) {
        return placeFields().stream().collect(Collectors.toMap(Function.identity(), field -> source.account()
                .optional(field)
                .orElseGet(() -> source.config().path(field).asText(""))));
    }

    /**
     * Those of {@link #placeFields} of which two values are never two names of one place, as two addresses of one server may be.
     */
    default Set<String> apartFields() {
        Set<String> apart = new HashSet<>(placeFields());
        connectFields().forEach(field -> apart.remove(field.name()));
        return apart;
    }

    /** Whether we choose the ids of rules: then rules of one id at two addresses need not be one rule. */
    default boolean choosesRuleIds() {
        return false;
    }

    /**
     * Whether the rules of a data source are written as one set, such as a file: then {@link #applyAll} gets all changes of a sync
     * at once.
     */
    default boolean writesSets() {
        return false;
    }

    /**
     * Does changes that belong together, each as {@link #apply} does it. A platform that takes a set writes it once, makes it take
     * effect once, and checks once that it did: a rule that is written and not in force has failed.
     *
     * @return the outcome of each, in their order
     * @throws PlatformFailure when none of them was done
     */
    default List<RuleOutcome> applyAll(Source source, List<RuleOperation> operations) {
        return operations.stream()
                .map(operation -> RuleOutcome.of(() -> apply(source, operation)))
                .toList();
    }

    /**
     * Switches a rule off that a write of ours switched on. Called only for platforms where that needs a call of its own
     * ({@link RuleOperation.Update#owesOff()}).
     */
    default void switchOff(Source source, ExistingRule existing) {
        throw new UnsupportedOperationException(type() + " writes a rule and its switch with one call");
    }

    /**
     * What a rule that is there would have done over a range of the past, by what is written at the platform and not by what was wanted.
     *
     * @return empty when the platform cannot say
     */
    default Optional<RuleEvaluation> evaluate(Source source, ExistingRule written, SeriesRange range) {
        return Optional.empty();
    }

    /** Deletes every rule of this data source; those that a person took over stay. */
    default void deleteAllRules(Source source) {
        List<RuleOperation> deletions = rules(source).stream()
                .filter(ExistingRule::ours)
                .<RuleOperation>map(RuleOperation.Delete::new)
                .toList();
        if (writesSets()) {
            applyAll(source, deletions).forEach(RuleOutcome::orThrow);
        } else {
            deletions.forEach(deletion -> apply(source, deletion));
        }
    }

    /** Lists that people choose from when they make a data source; the keys are the names in the address. */
    default List<Picker> pickers() {
        return List.of();
    }
}
