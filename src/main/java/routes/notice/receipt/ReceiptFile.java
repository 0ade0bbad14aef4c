package routes.notice.receipt;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.Node;
import routes.common.yaml.YamlFields;
import routes.common.yaml.YamlText;
import routes.notice.receipt.ReceiptRules.Named;
import routes.notice.receipt.ReceiptRules.Places;

/**
 * A rule file as it is written.
 *
 * @param otherwise the file whose rules apply when none of these holds
 */
record ReceiptFile(String name, Places places, List<Named> rules, Optional<String> otherwise) {
    static final Set<String> FIELDS = Set.of("receipts", "code", "text", "limit_bytes", "otherwise", "rules");

    /** The fields of rules that stand in the file of a channel, which says itself what follows them. */
    static final Set<String> INSIDE = Set.of("code", "text", "limit_bytes", "rules");

    /** Reads a file; problems are added to its list, and what could be read is returned. */
    static ReceiptFile read(YamlText file) {
        return file.root()
                .flatMap(node -> YamlFields.of(file, node, "a rule file", FIELDS))
                .map(fields -> read(file, fields))
                .orElseGet(() ->
                        new ReceiptFile(file.name(), new Places(List.of(), List.of()), List.of(), Optional.empty()));
    }

    private static ReceiptFile read(YamlText file, YamlFields fields) {
        fields.required("receipts").filter(name -> !name.equals(file.name())).ifPresent(name -> fields.node("receipts")
                .ifPresent(node -> file.problem(node, "the file is named " + file.name() + ", not " + name)));
        return rules(file, fields);
    }

    /** @param fields the mapping that has the rules, a file or a part of one */
    static ReceiptFile rules(YamlText file, YamlFields fields) {
        long limit = fields.read("limit_bytes", ReceiptFile::size).orElse(0L);
        List<Node> written = fields.list("rules");
        if (written.isEmpty()) {
            file.problem(1, "there are no rules");
        }
        List<ReceiptRule> rules = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (Node node : written) {
            RuleReader.read(file, node, limit).ifPresent(rule -> {
                if (!ids.add(rule.id())) {
                    file.problem(node, "another rule is named " + rule.id());
                }
                rules.add(rule);
            });
        }
        return new ReceiptFile(
                file.name(),
                new Places(codes(file, fields), subjects(file, fields, "text")),
                rules.stream().map(rule -> new Named(file.name(), rule)).toList(),
                fields.text("otherwise"));
    }

    private static List<AnswerValue> codes(YamlText file, YamlFields fields) {
        List<AnswerValue> codes = subjects(file, fields, "code");
        if (codes.contains(new AnswerValue("code"))) {
            fields.node("code").ifPresent(node -> file.problem(node, "the place of the code cannot be \"code\""));
            return List.of();
        }
        return codes;
    }

    private static List<AnswerValue> subjects(YamlText file, YamlFields fields, String key) {
        return fields.list(key).stream()
                .flatMap(
                        node -> YamlFields.scalar(file, node)
                                .flatMap(text -> YamlFields.attempt(file, node, text, AnswerValue::new))
                                .stream())
                .toList();
    }

    static long size(String text) {
        if (!text.matches("[1-9]\\d{0,11}")) {
            throw new IllegalArgumentException("\"" + text + "\" is not a positive whole number");
        }
        return Long.parseLong(text);
    }
}
