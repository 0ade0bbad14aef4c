package routes.channel.mapped;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import routes.common.security.HeaderNames;
import routes.common.security.HmacAlgorithm;
import routes.common.yaml.YamlFields;
import routes.common.yaml.YamlText;

/** Reads what a channel file says of its request. */
final class RequestReader {
    private static final String STANDARD = "standard-webhooks";

    private final YamlText file;
    private final YamlFields fields;
    private final Set<String> credentials;
    private final Set<String> target;

    /**
     * @param credentials the names of those that the file declares
     * @param target whose groups are values too
     */
    RequestReader(YamlText file, YamlFields fields, Set<String> credentials, Optional<TextForm> target) {
        this.file = file;
        this.fields = fields;
        this.credentials = Set.copyOf(credentials);
        this.target = target.map(TextForm::names).orElse(Set.of());
    }

    Optional<ChannelFile.Request> request() {
        Optional<ChannelFile.Address> usual = address(fields);
        Optional<ChannelFile.Address> ended = fields.node("resolved")
                .flatMap(node -> YamlFields.of(file, node, "\"resolved\"", ChannelKeys.RESOLVED))
                .flatMap(written -> {
                    written.demand("url");
                    return address(written);
                });
        Map<String, Blanks> query = blanks("query", UnaryOperator.identity());
        Map<String, Blanks> headers = blanks("headers", RequestReader::header);
        Map<String, Blanks> added = blanks("fields", UnaryOperator.identity());
        Optional<Blanks> basic = fields.read("basic", this::basic);
        if (basic.isPresent() && headers.keySet().stream().anyMatch("Authorization"::equalsIgnoreCase)) {
            fields.node("basic")
                    .ifPresent(node -> file.problem(node, "basic and the header Authorization are one thing"));
        }
        return usual.map(address -> new ChannelFile.Request(address, ended, query, headers, basic, added));
    }

    private Optional<ChannelFile.Address> address(YamlFields written) {
        String method = written.read("method", text -> Words.of(ChannelKeys.METHODS, text))
                .orElse("POST");
        return written.read("url", this::url).map(url -> new ChannelFile.Address(method, url));
    }

    private Blanks url(String text) {
        Blanks url = known(text);
        if (!text.startsWith("https://") && !text.startsWith("http://") && !text.startsWith("{")) {
            throw new IllegalArgumentException(
                    "an address begins with https://, or with the blank of a credential that does");
        }
        for (String name : url.namesOfHost()) {
            if (!credentials.contains(name) && !name.equals(CallValues.TARGET)) {
                throw new IllegalArgumentException("{" + name
                        + "} stands in front of the path: the host of an address is" + " never made of a message");
            }
        }
        return url;
    }

    private Blanks basic(String text) {
        Blanks basic = known(text);
        if (!text.contains(":")) {
            throw new IllegalArgumentException("\"" + text + "\" is not user and password with a colon between them");
        }
        return basic;
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

    private Blanks known(String text) {
        return known(text, Set.of());
    }

    private Blanks known(String text, Set<String> more) {
        Blanks blanks = new Blanks(text);
        Set<String> others = CallValues.names();
        others.addAll(target);
        others.add(Signing.TIMESTAMP);
        others.addAll(more);
        if (signs() && more.isEmpty()) {
            others.add(Signing.SIGNATURE);
        }
        for (String name : blanks.names()) {
            if (!credentials.contains(name) && !others.contains(name)) {
                throw new IllegalArgumentException(
                        "{" + name + "} is no credential of this file and no value of a message;"
                                + " its credentials are " + new TreeSet<>(credentials));
            }
        }
        return blanks;
    }

    private boolean signs() {
        return fields.node("signature").isPresent();
    }

    Optional<Signing> signing(Map<String, Blanks> added) {
        Optional<Signing> signing = fields.node("signature")
                .flatMap(node -> YamlFields.of(file, node, "a signature", ChannelKeys.SIGNATURE))
                .flatMap(this::signing);
        boolean within = added.values().stream().anyMatch(text -> text.names().contains(Signing.SIGNATURE));
        if (within && signing.orElse(null) instanceof Signing.Hmac hmac && hmac.coversBody()) {
            fields.node("fields")
                    .ifPresent(node -> file.problem(
                            node,
                            "the signature covers the body and cannot be a field of it;"
                                    + " say in its \"text\" what is signed"));
        }
        return signing;
    }

    private Optional<Signing> signing(YamlFields written) {
        written.demand("scheme", "secret");
        Optional<String> scheme = written.read("scheme", text -> Words.of(ChannelKeys.SCHEMES, text));
        Optional<String> secret = written.read("secret", this::credentialNamed);
        return scheme.flatMap(name -> secret.map(
                credential -> name.equals(STANDARD) ? standard(written, credential) : hmac(written, name, credential)));
    }

    private Signing standard(YamlFields written, String credential) {
        written.all().forEach((key, node) -> {
            if (!Set.of("scheme", "secret").contains(key)) {
                file.problem(node, STANDARD + " has no \"" + key + "\": it says itself how it signs");
            }
        });
        return new Signing.Standard(credential);
    }

    private Signing hmac(YamlFields written, String scheme, String credential) {
        Optional<String> header = written.read("header", RequestReader::header);
        if (header.isEmpty()
                && written.node("header").isEmpty()
                && !file.yaml().contains("{" + Signing.SIGNATURE + "}")) {
            written.demand("header");
        }
        return new Signing.Hmac(
                credential,
                HmacAlgorithm.valueOf("SHA" + scheme.substring("hmac-sha".length())),
                written.read("encoding", text -> Words.of(ChannelKeys.ENCODINGS, text))
                        .filter("base64"::equals)
                        .isPresent(),
                signed(written, "key", credential),
                signed(written, "text", Signing.BODY),
                header,
                written.text("prefix").orElse(""),
                written.read("unit", text -> Words.of(ChannelKeys.UNITS, text))
                        .filter("ms"::equals)
                        .isPresent());
    }

    /** A text that may be empty. @param usual the value that it is when it is left out */
    private Blanks signed(YamlFields written, String key, String usual) {
        boolean empty = written.node(key).orElse(null) instanceof ScalarNode scalar
                && scalar.getValue().isBlank();
        return empty
                ? new Blanks("")
                : written.read(key, text -> known(text, Set.of(Signing.BODY))).orElse(new Blanks("{" + usual + "}"));
    }

    private String credentialNamed(String name) {
        if (!credentials.contains(name)) {
            throw new IllegalArgumentException(
                    "{" + name + "} is no credential of this file; its credentials are " + new TreeSet<>(credentials));
        }
        return name;
    }

    /** Words of a closed set. */
    static final class Words {
        private Words() {}

        static String of(Set<String> words, String text) {
            if (!words.contains(text)) {
                throw new IllegalArgumentException(
                        "\"" + text + "\" is not " + String.join(", ", new TreeSet<>(words)));
            }
            return text;
        }
    }
}
