package routes.channel.mapped;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.nodes.Node;
import routes.alarm.Level;
import routes.common.yaml.YamlFields;
import routes.common.yaml.YamlText;
import routes.notice.Rate;
import routes.notice.receipt.ReceiptRules;
import routes.notice.render.CommonDialect;
import routes.notice.render.Medium;
import routes.notice.render.Tone;

/** Reads a channel file; every mistake becomes a problem with its line. */
final class ChannelFileReader {
    private static final int USUAL_BYTES = 20_000;

    private final YamlText file;
    private final YamlFields fields;
    private final Set<String> receipts;

    private ChannelFileReader(YamlText file, YamlFields fields, Set<String> receipts) {
        this.file = file;
        this.fields = fields;
        this.receipts = receipts;
    }

    /** The channel, or nothing when the file has problems; they are in {@link YamlText#problems()} then. */
    static Optional<ChannelFile> read(YamlText file, Set<String> receipts) {
        int before = file.problems().size();
        Optional<ChannelFile> read = file.root()
                .flatMap(root -> YamlFields.of(file, root, "a channel file", ChannelKeys.FILE))
                .flatMap(fields -> new ChannelFileReader(file, fields, receipts).whole());
        return file.problems().size() == before ? read : Optional.empty();
    }

    /** Everything is read before anything is given up: all problems are reported at once. */
    private Optional<ChannelFile> whole() {
        fields.demand(new TreeSet<>(ChannelKeys.REQUIRED).toArray(String[]::new));
        Optional<String> type = fields.read(
                "channel", text -> matching(text, "[A-Za-z][A-Za-z0-9]{1,39}", "a word of letters and digits"));
        IdentityReader identities = new IdentityReader(file, fields);
        ChannelFile.Identity identity = identities.identity();
        Optional<TextForm> target = identities.target();
        Optional<Medium> medium = medium();
        RequestReader requests = new RequestReader(file, fields, identities.names(), target);
        Optional<ChannelFile.Request> request = requests.request();
        Optional<Signing> signing =
                requests.signing(request.map(ChannelFile.Request::fields).orElse(Map.of()));
        medium.ifPresent(made -> request.ifPresent(sent -> together(made, sent)));
        ChannelFile.Answers answers = answers();
        String limits = fields.read("limits", ChannelFileReader::rates).orElse("");
        String retry = fields.read("retry", text -> RequestReader.Words.of(ChannelKeys.RETRIES, text))
                .orElse("chat");
        return type.flatMap(name -> medium.flatMap(made -> request.map(sent -> new ChannelFile(
                name,
                fields.text("title").orElse(name),
                fields.text("docs").orElse(""),
                identity,
                target,
                sent,
                made,
                answers,
                signing,
                limits,
                retry))));
    }

    /** What the message and the request ask of each other. */
    private void together(Medium medium, ChannelFile.Request request) {
        if (!medium.json() && !request.fields().isEmpty()) {
            fields.node("fields")
                    .ifPresent(node -> file.problem(node, "a text has no fields; its form is json or form"));
        }
        boolean got = request.usual().method().equals("GET")
                || request.ended().filter(ended -> ended.method().equals("GET")).isPresent();
        if (got && medium.form() != Medium.Form.FORM) {
            fields.node("message")
                    .ifPresent(node -> file.problem(
                            node, "a GET has no body: with the form \"form\" the message goes in the query"));
        }
    }

    private Optional<Medium> medium() {
        Map<Level, String> levels = levels();
        Map<Tone, String> colors = colors();
        return fields.node("message")
                .flatMap(node -> YamlFields.of(file, node, "a message", ChannelKeys.MESSAGE))
                .flatMap(written -> {
                    Medium.Form form = written.read("form", text -> RequestReader.Words.of(ChannelKeys.FORMS, text))
                            .map(text -> Medium.Form.valueOf(text.toUpperCase(Locale.ROOT)))
                            .orElse(Medium.Form.JSON);
                    CommonDialect dialect =
                            written.read("markup", ChannelFileReader::dialect).orElse(CommonDialect.PLAIN);
                    int bytes =
                            written.read("max_bytes", ChannelFileReader::size).orElse(USUAL_BYTES);
                    String folder = written.text("templates").orElse(file.name());
                    Markup markup = new Markup(dialect, longest(written), plain(written));
                    Node where = written.node("max_bytes")
                            .or(() -> fields.node("message"))
                            .orElseThrow();
                    return YamlFields.attempt(
                            file, where, folder, name -> new Medium(name, form, markup, bytes, colors, levels));
                });
    }

    private Map<Level, String> levels() {
        Map<Level, String> levels = new EnumMap<>(Level.class);
        words("levels", ChannelKeys.LEVELS).forEach((name, word) -> levels.put(Level.valueOf(name), word));
        return levels;
    }

    private Map<Tone, String> colors() {
        Map<Tone, String> colors = new EnumMap<>(Tone.class);
        words("colors", ChannelKeys.COLORS)
                .forEach((name, word) -> colors.put(Tone.valueOf(name.toUpperCase(Locale.ROOT)), word));
        return colors;
    }

    /** They stand in templates as they are, so that they can be numbers: nothing in them ends a text early. */
    private Map<String, String> words(String field, Set<String> names) {
        Map<String, String> words = new LinkedHashMap<>();
        fields.node(field)
                .flatMap(node -> YamlFields.of(file, node, "\"" + field + "\"", names))
                .ifPresent(written -> written.all().keySet().forEach(name -> written.read(
                                name, text -> matching(text, "#?[\\p{L}\\p{N}_.:+/ -]{1,60}", "a word of the platform"))
                        .filter(word -> names.contains(name))
                        .ifPresent(word -> words.put(name, word))));
        return words;
    }

    private Map<String, Integer> longest(YamlFields message) {
        Map<String, Integer> longest = new LinkedHashMap<>();
        message.node("longest")
                .flatMap(node -> YamlFields.of(file, node, "\"longest\""))
                .ifPresent(written -> written.all().keySet().forEach(key -> written.read(key, ChannelFileReader::size)
                        .ifPresent(size -> longest.put(key, size))));
        return longest;
    }

    private Set<String> plain(YamlFields message) {
        return message.list("plain").stream()
                .flatMap(node -> YamlFields.scalar(file, node).stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Rules of the file's own say what success is; what they do not know is judged as plain HTTP is. */
    private ChannelFile.Answers answers() {
        Optional<ReceiptRules> own = fields.node("answers").flatMap(node -> ReceiptRules.inside(file, node));
        String shared = fields.read("receipts", this::receipts).orElse(own.isPresent() ? "http" : "webhook");
        return new ChannelFile.Answers(own, shared);
    }

    private String receipts(String name) {
        if (!receipts.contains(name)) {
            throw new IllegalArgumentException(
                    "there are no receipt rules named " + name + ", only " + new TreeSet<>(receipts));
        }
        return name;
    }

    private static String rates(String text) {
        Rate.list(text);
        return text;
    }

    private static CommonDialect dialect(String text) {
        return CommonDialect.valueOf(
                RequestReader.Words.of(ChannelKeys.MARKUPS, text).toUpperCase(Locale.ROOT));
    }

    private static int size(String text) {
        return Integer.parseInt(matching(text, "[1-9][0-9]{0,7}", "a positive whole number"));
    }

    private static String matching(String text, String pattern, String what) {
        if (!text.matches(pattern)) {
            throw new IllegalArgumentException("\"" + text + "\" is not " + what);
        }
        return text;
    }
}
