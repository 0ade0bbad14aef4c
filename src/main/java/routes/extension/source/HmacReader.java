package routes.extension.source;

import com.fasterxml.jackson.core.JsonPointer;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.nodes.Node;
import routes.common.security.HmacAlgorithm;
import routes.common.yaml.NearestWord;
import routes.common.yaml.YamlFields;
import routes.common.yaml.YamlText;
import routes.extension.source.HmacAuth.Encoding;
import routes.extension.source.HmacAuth.Timestamp;

/** Reads what is signed by a keyed hash: {@code hmac} of a way to authenticate, and {@code challenge}. */
final class HmacReader {
    static final Set<String> HMAC = new TreeSet<>(Set.of(
            "header",
            "prefix",
            "algorithm",
            "encoding",
            "timestamp_header",
            "timestamp_prefix",
            "signed",
            "separator",
            "tolerance_seconds"));
    private static final Set<String> CHALLENGE =
            new TreeSet<>(Set.of("query", "body", "algorithm", "encoding", "prefix", "field"));
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    private HmacReader() {}

    static Optional<SourceAuth> auth(YamlText file, Node node) {
        return YamlFields.of(file, node, "hmac", HMAC).flatMap(fields -> fields.required("header")
                .map(header -> new HmacAuth(
                        header,
                        fields.text("prefix").orElse(""),
                        form(fields),
                        timestamp(fields, header),
                        signed(fields),
                        fields.read("tolerance_seconds", HmacReader::seconds).orElse(TOLERANCE))));
    }

    /** What {@code challenge} says; empty when it is not there. */
    static Optional<SourceChallenge> challenge(YamlText file, YamlFields root) {
        return root.node("challenge").flatMap(node -> YamlFields.of(file, node, "challenge", CHALLENGE)
                .flatMap(fields -> {
                    if (fields.node("query").isPresent() == fields.node("body").isPresent()) {
                        file.problem(node, "a challenge has one of query and body, where its text is");
                        return Optional.empty();
                    }
                    return Optional.of(new SourceChallenge(
                            fields.text("query"),
                            fields.read("body", JsonPointer::compile),
                            fields.node("algorithm").map(given -> form(fields)),
                            fields.text("prefix").orElse(""),
                            fields.text("field")));
                }));
    }

    private static HmacAuth.Form form(YamlFields fields) {
        return new HmacAuth.Form(
                fields.read("algorithm", text -> word(HmacAlgorithm.class, text))
                        .orElse(HmacAlgorithm.SHA256),
                fields.read("encoding", text -> word(Encoding.class, text)).orElse(Encoding.HEX));
    }

    private static Optional<Timestamp> timestamp(YamlFields fields, String header) {
        String prefix = fields.text("timestamp_prefix").orElse("");
        return fields.text("timestamp_header")
                .or(() -> Optional.of(header).filter(same -> !prefix.isEmpty()))
                .map(from -> new Timestamp(from, prefix));
    }

    private static String signed(YamlFields fields) {
        boolean timed = fields.node("timestamp_header").isPresent()
                || fields.node("timestamp_prefix").isPresent();
        String usual =
                timed ? HmacAuth.TIMESTAMP + fields.text("separator").orElse(":") + HmacAuth.BODY : HmacAuth.BODY;
        return fields.read("signed", text -> template(text, timed)).orElse(usual);
    }

    private static String template(String text, boolean timed) {
        if (!text.contains(HmacAuth.BODY) || text.contains(HmacAuth.TIMESTAMP) && !timed) {
            throw new IllegalArgumentException(
                    "signed must have {body} in it, and {timestamp} only with timestamp_header"
                            + " or timestamp_prefix");
        }
        return text;
    }

    private static <E extends Enum<E>> E word(Class<E> type, String text) {
        Set<String> known = new TreeSet<>();
        for (E value : type.getEnumConstants()) {
            if (value.name().equals(text.toUpperCase(Locale.ROOT))) {
                return value;
            }
            known.add(value.name().toLowerCase(Locale.ROOT));
        }
        throw new IllegalArgumentException("\"" + text + "\" is none of " + known + NearestWord.hint(text, known));
    }

    private static Duration seconds(String text) {
        return Duration.ofSeconds(
                Long.parseLong(SourceFileReader.matching(text, "[1-9]\\d{0,5}", "a number of seconds")));
    }
}
