package routes.notice.receipt;

import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import routes.common.yaml.YamlFields;
import routes.common.yaml.YamlText;
import routes.notice.FailureReason;

/** Reads one rule of a file. */
final class RuleReader {
    static final Set<String> RULE = Set.of("id", "when", "then");
    static final Set<String> THEN = Set.of("outcome", "reason", "final", "remedy", "id", "to", "wait", "scope");
    private static final Set<Outcome> NEVER_WAIT = Set.of(Outcome.DELIVERED, Outcome.REJECTED, Outcome.MOVED);

    private final YamlText file;
    private final long limitBytes;

    private RuleReader(YamlText file, long limitBytes) {
        this.file = file;
        this.limitBytes = limitBytes;
    }

    static Optional<ReceiptRule> read(YamlText file, Node node, long limitBytes) {
        return YamlFields.of(file, node, "a rule", RULE).flatMap(new RuleReader(file, limitBytes)::rule);
    }

    private Optional<ReceiptRule> rule(YamlFields fields) {
        Optional<String> id = fields.required("id");
        fields.demand("when", "then");
        Map<AnswerValue, ValueMatch> when = fields.node("when")
                .flatMap(node -> YamlFields.of(file, node, "\"when\""))
                .map(this::tests)
                .orElse(Map.of());
        if (when.isEmpty()) {
            fields.node("when")
                    .ifPresent(node -> file.problem(node, "a rule without a test would hold for everything"));
        }
        Optional<Verdict> then = fields.node("then")
                .flatMap(node -> YamlFields.of(file, node, "\"then\"", THEN).flatMap(this::verdict));
        return id.flatMap(name -> then.map(verdict -> new ReceiptRule(name, when, verdict)));
    }

    private Map<AnswerValue, ValueMatch> tests(YamlFields written) {
        Map<AnswerValue, ValueMatch> tests = new LinkedHashMap<>();
        written.all().forEach((key, node) -> YamlFields.attempt(file, node, key, AnswerValue::new)
                .ifPresent(subject -> test(node).ifPresent(test -> tests.put(subject, test))));
        return tests;
    }

    private Optional<ValueMatch> test(Node node) {
        if (node instanceof MappingNode) {
            return YamlFields.of(file, node, "a test", Set.of("contains"))
                    .map(fields -> any(fields.list("contains"), ValueMatch.Contains::new));
        }
        return Optional.of(any(YamlFields.members(node), ValueMatch::of));
    }

    private ValueMatch any(List<Node> nodes, Function<String, ValueMatch> factory) {
        List<ValueMatch> tests = nodes.stream()
                .flatMap(node ->
                        YamlFields.scalar(file, node)
                                .flatMap(text -> YamlFields.attempt(file, node, text, factory))
                                .stream())
                .toList();
        return tests.size() == 1 ? tests.get(0) : new ValueMatch.AnyOf(tests);
    }

    private Optional<Verdict> verdict(YamlFields then) {
        return then.required("outcome")
                .flatMap(text -> then.read("outcome", RuleReader::outcome))
                .map(outcome -> verdict(then, outcome));
    }

    private Verdict verdict(YamlFields then, Outcome outcome) {
        refuseIf(then, "final", outcome != Outcome.AUTH, "only \"auth\" can be final or not");
        refuseIf(then, "id", outcome != Outcome.DELIVERED, "only a delivery has an id");
        refuseIf(then, "to", outcome != Outcome.MOVED, "only a chat that moved has a new id");
        refuseIf(then, "wait", NEVER_WAIT.contains(outcome), outcome.wireName() + " is final: there is no wait");
        refuseIf(then, "scope", outcome != Outcome.THROTTLED, "only a limit has a scope");
        refuseIf(then, "reason", outcome == Outcome.DELIVERED, "a delivery has no reason");
        if (outcome != Outcome.DELIVERED) {
            then.required("remedy");
        }
        if (outcome == Outcome.MOVED) {
            then.required("to");
        }
        @Nullable
        AnswerValue value = then.read("id", AnswerValue::new)
                .or(() -> then.read("to", AnswerValue::new))
                .orElse(null);
        return new Verdict(
                outcome,
                then.read("reason", RuleReader::reason).orElse(outcome.usualReason()),
                then.flag("final").orElse(false),
                then.read("remedy", text -> new Remedy(text, limitBytes)).orElse(Remedy.NONE),
                value,
                new Waits(
                        waits(then), then.read("scope", RuleReader::targetOnly).orElse(false)));
    }

    private void refuseIf(YamlFields then, String key, boolean wrong, String why) {
        then.node(key).filter(node -> wrong).ifPresent(node -> file.problem(node, why));
    }

    private List<Wait> waits(YamlFields then) {
        if (then.node("wait").isEmpty()) {
            return Wait.USUAL;
        }
        return then.list("wait").stream()
                .flatMap(
                        node -> YamlFields.scalar(file, node)
                                .flatMap(text -> YamlFields.attempt(file, node, text, RuleReader::wait))
                                .stream())
                .toList();
    }

    /** Seconds, or where the answer says it, in seconds or with {@code ms} behind it. */
    private static Wait wait(String text) {
        if (Character.isDigit(text.charAt(0))) {
            return new Wait.Fixed(Duration.ofSeconds(ReceiptFile.size(text)));
        }
        return text.endsWith(Wait.MILLIS)
                ? new Wait.StatedMillis(new AnswerValue(text.substring(0, text.length() - Wait.MILLIS.length())))
                : new Wait.Stated(new AnswerValue(text));
    }

    private static boolean targetOnly(String text) {
        if (!text.equals("target") && !text.equals("robot")) {
            throw new IllegalArgumentException("\"" + text + "\" is neither target nor robot");
        }
        return text.equals("target");
    }

    private static Outcome outcome(String text) {
        return Outcome.named(text)
                .orElseThrow(() -> new IllegalArgumentException("\"" + text + "\" is none of the outcomes "
                        + Arrays.stream(Outcome.values()).map(Outcome::wireName).collect(Collectors.joining(", "))));
    }

    private static FailureReason reason(String text) {
        return Arrays.stream(FailureReason.values())
                .filter(reason -> reason.wireName().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("\"" + text + "\" is none of the reasons "
                        + Arrays.stream(FailureReason.values())
                                .map(FailureReason::wireName)
                                .collect(Collectors.joining(", "))));
    }
}
