package routes.notice.receipt;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.Node;
import routes.common.yaml.YamlFields;
import routes.common.yaml.YamlText;
import routes.notice.FailureReason;
import routes.notice.SendResult;
import routes.notice.VendorReply;

/**
 * The rules of one vendor, in order: the first that holds decides. They may be replaced between two answers. Safe for use by
 * many threads.
 *
 * <p>Failure policy: an answer that no rule understands is not a delivery and not a refusal; it is tried again, which may
 * send the message twice and never loses it.
 */
public final class ReceiptRules {
    private final String name;
    private volatile Content content;

    ReceiptRules(String name, Places places, List<Named> rules) {
        this.name = name;
        this.content = new Content(places, rules);
    }

    /** The fields of rules inside of another file. */
    public static Set<String> fields() {
        return ReceiptFile.INSIDE;
    }

    /** Rules that stand in another file, which holds their problems. */
    public static Optional<ReceiptRules> inside(YamlText file, Node node) {
        return YamlFields.of(file, node, "\"answers\"", ReceiptFile.INSIDE)
                .map(fields -> ReceiptFile.rules(file, fields))
                .map(read -> new ReceiptRules(read.name(), read.places(), read.rules()));
    }

    /** These rules, and where none of them holds those. */
    public ReceiptRules before(ReceiptRules those) {
        List<Named> all = new ArrayList<>(rules());
        all.addAll(those.rules());
        return new ReceiptRules(name, content.places(), all);
    }

    private record Content(Places places, List<Named> rules) {
        Content {
            rules = List.copyOf(rules);
        }
    }

    /** Who holds these rules judges by the others from now on. */
    void become(ReceiptRules others) {
        content = others.content;
    }

    public String name() {
        return name;
    }

    public SendResult judge(VendorAnswer answer) {
        return receipt(answer).result();
    }

    /** As {@link #judge}, with the rule that decided. */
    public Receipt receipt(VendorAnswer answer) {
        Content now = content;
        AnswerFacts facts = new AnswerFacts(answer, now.places().code());
        return now.rules().stream()
                .filter(named -> named.rule().holds(facts))
                .findFirst()
                .map(named -> receipt(named, facts, now.places()))
                .orElseGet(() -> new Receipt(
                        "",
                        new SendResult.TryLater(FailureReason.UNKNOWN, said(Remedy.NONE, facts, now.places()), null)));
    }

    List<Named> rules() {
        return content.rules();
    }

    private static Receipt receipt(Named named, AnswerFacts facts, Places places) {
        Verdict verdict = named.rule().then();
        return new Receipt(named.name(), verdict.of(facts, said(verdict.remedy(), facts, places)));
    }

    private static VendorReply said(Remedy remedy, AnswerFacts facts, Places places) {
        List<String> hidden = facts.answer().sent().hidden();
        Optional<String> text = places.text().stream()
                .flatMap(place -> place.in(facts).stream())
                .findFirst();
        return new VendorReply(
                SafeText.of(
                        text.orElse("the target answered HTTP " + facts.answer().status()), hidden),
                SafeText.of(facts.code().orElse(""), hidden),
                SafeText.of(remedy.in(facts), hidden));
    }

    /** Where a vendor puts its code and its words; the first place that holds something counts. */
    record Places(List<AnswerValue> code, List<AnswerValue> text) {
        Places {
            code = List.copyOf(code);
            text = List.copyOf(text);
        }
    }

    /** A rule with its file. */
    record Named(String file, ReceiptRule rule) {
        String name() {
            return file + "/" + rule.id();
        }
    }
}
