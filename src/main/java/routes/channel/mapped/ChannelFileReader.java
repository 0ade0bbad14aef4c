package routes.channel.mapped;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.snakeyaml.engine.v2.nodes.Node;
import routes.channel.bot.Credential;
import routes.common.security.HeaderNames;
import routes.common.yaml.YamlFields;
import routes.common.yaml.YamlText;
import routes.notice.Rate;
import routes.notice.render.CommonDialect;
import routes.notice.render.Medium;

/** Reads a channel file; every mistake becomes a problem with its line. */
final class ChannelFileReader {
    private static final Set<String> FIELDS = Set.of(
            "channel",
            "title",
            "docs",
            "credentials",
            "method",
            "url",
            "headers",
            "message",
            "fields",
            "receipts",
            "signature",
            "limits",
            "retry");
    private static final Set<String> MESSAGE = Set.of("form", "markup", "max_bytes", "longest", "templates");
    private static final Set<String> CREDENTIAL = Set.of("name", "secret", "required", "default", "meaning");
    private static final Set<String> SIGNATURE = Set.of("scheme", "secret", "header", "prefix");
    private static final String STANDARD = "standard-webhooks";
    private static final int USUAL_BYTES = 20_000;

    private final YamlText file;
    private final YamlFields fields;
    private final Set<String> receipts;
    private final List<Credential> credentials = new ArrayList<>();
    private final Map<String, String> defaults = new LinkedHashMap<>();

    private ChannelFileReader(YamlText file, YamlFields fields, Set<String> receipts) {
        this.file = file;
        this.fields = fields;
        this.receipts = receipts;
    }

    /** The channel, or nothing when the file has problems; they are in {@link YamlText#problems()} then. */
    static Optional<ChannelFile> read(YamlText file, Set<String> receipts) {
        int before = file.problems().size();
        Optional<ChannelFile> read = file.root()
                .flatMap(root -> YamlFields.of(file, root, "a channel file", FIELDS))
                .flatMap(fields -> new ChannelFileReader(file, fields, receipts).whole());
        return file.problems().size() == before ? read : Optional.empty();
    }

    /** Everything is read before anything is given up: all problems are reported at once. */
    private Optional<ChannelFile> whole() {
        fields.demand("channel", "credentials", "url", "message");
        Optional<String> type = fields.read(
                "channel", text -> matching(text, "[A-Za-z][A-Za-z0-9]{1,39}", "a word of letters and digits"));
        fields.list("credentials").forEach(this::credential);
        Optional<Medium> medium = medium();
        Optional<ChannelFile.Request> request = request();
        Map<String, Blanks> added = blanks("fields", name -> name);
        Optional<Signing> signing = signing();
        String rules = fields.read("receipts", this::receipts).orElse("webhook");
        String limits = fields.read("limits", ChannelFileReader::rates).orElse("");
        String retry = fields.read("retry", text -> matching(text, "chat|webhook", "chat or webhook"))
                .orElse("chat");
        return type.flatMap(name -> medium.flatMap(made -> request.map(sent ->
                new ChannelFile(name, credentials, defaults, sent, added, made, rules, signing, limits, retry))));
    }

    private Optional<ChannelFile.Request> request() {
        String method = fields.read("method", text -> matching(text, "POST|PUT", "POST or PUT"))
                .orElse("POST");
        Map<String, Blanks> headers = blanks("headers", ChannelFileReader::header);
        return fields.read("url", this::address).map(url -> new ChannelFile.Request(method, url, headers));
    }

    private void credential(Node node) {
        YamlFields.of(file, node, "a credential", CREDENTIAL).ifPresent(written -> {
            Optional<String> name = written.required("name");
            Optional<String> meaning = written.required("meaning");
            boolean secret = written.read("secret", ChannelFileReader::yes).orElse(true);
            boolean required = written.read("required", ChannelFileReader::yes).orElse(false);
            name.flatMap(text -> written.read("name", key -> new Credential(key, secret, required, meaning.orElse(""))))
                    .ifPresent(credentials::add);
            name.ifPresent(key -> written.text("default").ifPresent(value -> defaults.put(key, value)));
        });
    }

    private Optional<Medium> medium() {
        return fields.node("message")
                .flatMap(node -> YamlFields.of(file, node, "a message", MESSAGE))
                .flatMap(written -> {
                    boolean json = written.read("form", text -> matching(text, "json|text", "json or text"))
                            .orElse("json")
                            .equals("json");
                    CommonDialect dialect =
                            written.read("markup", ChannelFileReader::dialect).orElse(CommonDialect.PLAIN);
                    int bytes =
                            written.read("max_bytes", ChannelFileReader::size).orElse(USUAL_BYTES);
                    String folder = written.text("templates").orElse(file.name());
                    Markup markup = new Markup(dialect, longest(written));
                    Node where = written.node("max_bytes")
                            .or(() -> fields.node("message"))
                            .orElseThrow();
                    return YamlFields.attempt(
                            file, where, folder, name -> new Medium(name, json, markup, bytes, Map.of()));
                });
    }

    private Map<String, Integer> longest(YamlFields message) {
        Map<String, Integer> longest = new LinkedHashMap<>();
        message.node("longest")
                .flatMap(node -> YamlFields.of(file, node, "\"longest\""))
                .ifPresent(written -> written.all().keySet().forEach(key -> written.read(key, ChannelFileReader::size)
                        .ifPresent(size -> longest.put(key, size))));
        return longest;
    }

    /** @param name refuses names that must not stand there */
    private Map<String, Blanks> blanks(String field, UnaryOperator<String> name) {
        Map<String, Blanks> read = new LinkedHashMap<>();
        fields.node(field)
                .flatMap(node -> YamlFields.of(file, node, "\"" + field + "\""))
                .ifPresent(written -> written.all().keySet().forEach(key -> written.read(
                                key, text -> Map.entry(name.apply(key), known(text)))
                        .ifPresent(entry -> read.put(entry.getKey(), entry.getValue()))));
        return read;
    }

    private static String header(String name) {
        HeaderNames.problem(name).ifPresent(problem -> {
            throw new IllegalArgumentException("the header " + name + " " + problem);
        });
        return name;
    }

    private Blanks address(String text) {
        Blanks url = known(text);
        if (!text.startsWith("https://") && !text.startsWith("http://") && !text.startsWith("{")) {
            throw new IllegalArgumentException(
                    "an address begins with https://, or with the blank of a credential that does");
        }
        return url;
    }

    private Blanks known(String text) {
        Blanks blanks = new Blanks(text);
        Set<String> names = new TreeSet<>(Set.of(Blanks.TARGET));
        credentials.forEach(credential -> names.add(credential.name()));
        for (String name : blanks.names()) {
            if (!names.contains(name)) {
                throw new IllegalArgumentException("{" + name + "} is no credential of this file; there are " + names);
            }
        }
        return blanks;
    }

    private Optional<Signing> signing() {
        return fields.node("signature")
                .flatMap(node -> YamlFields.of(file, node, "a signature", SIGNATURE))
                .flatMap(this::signing);
    }

    private Optional<Signing> signing(YamlFields written) {
        written.demand("scheme", "secret");
        Optional<String> scheme = written.read("scheme", ChannelFileReader::scheme);
        Optional<String> secret = written.read("secret", this::credentialNamed);
        if (scheme.isEmpty() || secret.isEmpty()) {
            return Optional.empty();
        }
        if (scheme.get().equals(STANDARD)) {
            return Optional.of(new Signing.Standard(secret.get()));
        }
        String prefix = written.text("prefix").orElse("");
        written.demand("header");
        return written.read("header", ChannelFileReader::header)
                .map(header -> new Signing.Hmac(header, prefix, secret.get()));
    }

    private static String scheme(String text) {
        return matching(text, STANDARD + "|hmac-sha256", STANDARD + " or hmac-sha256");
    }

    private String credentialNamed(String name) {
        known("{" + name + "}");
        return name;
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
        return Arrays.stream(CommonDialect.values())
                .filter(dialect -> dialect.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("\"" + text + "\" is not plain, html or markdown"));
    }

    private static int size(String text) {
        return Integer.parseInt(matching(text, "[1-9][0-9]{0,7}", "a positive whole number"));
    }

    private static boolean yes(String text) {
        return matching(text, "true|false", "true or false").equals("true");
    }

    private static String matching(String text, String pattern, String what) {
        if (!text.matches(pattern)) {
            throw new IllegalArgumentException("\"" + text + "\" is not " + what);
        }
        return text;
    }
}
