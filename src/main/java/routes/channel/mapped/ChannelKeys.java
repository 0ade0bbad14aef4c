package routes.channel.mapped;

import java.util.Set;
import routes.notice.receipt.ReceiptRules;

/** The keys and words of a channel file: the reader accepts these and no others, and the JSON schema is made of them. */
public final class ChannelKeys {
    public static final Set<String> FILE = Set.of(
            "channel",
            "replaces",
            "title",
            "docs",
            "credentials",
            "target",
            "mentions",
            "method",
            "url",
            "query",
            "headers",
            "basic",
            "resolved",
            "message",
            "levels",
            "colors",
            "fields",
            "receipts",
            "answers",
            "signature",
            "limits",
            "retry");
    public static final Set<String> REQUIRED = Set.of("channel", "credentials", "url", "message");
    public static final Set<String> CREDENTIAL = Set.of("name", "secret", "required", "default", "meaning", "form");
    public static final Set<String> MENTION = Set.of("form", "meaning", "mark", "list", "entry", "flag");
    public static final Set<String> TARGET = Set.of("form", "meaning");
    public static final Set<String> MESSAGE = Set.of("form", "markup", "max_bytes", "longest", "plain", "templates");
    public static final Set<String> LEVELS = Set.of("P0", "P1", "P2");
    public static final Set<String> COLORS = Set.of("critical", "warning", "notice", "good", "calm");
    public static final Set<String> RESOLVED = Set.of("method", "url");
    public static final Set<String> SIGNATURE =
            Set.of("scheme", "secret", "header", "prefix", "encoding", "text", "key", "unit");
    public static final Set<String> ANSWERS = ReceiptRules.fields();

    public static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "PATCH");
    public static final Set<String> FORMS = Set.of("json", "form", "text");
    public static final Set<String> MARKUPS =
            Set.of("plain", "html", "markdown", "discord", "mattermost", "telegram", "zulip");
    public static final Set<String> SCHEMES = Set.of("standard-webhooks", "hmac-sha1", "hmac-sha256", "hmac-sha512");
    public static final Set<String> ENCODINGS = Set.of("hex", "base64");
    public static final Set<String> UNITS = Set.of("s", "ms");
    public static final Set<String> RETRIES = Set.of("chat", "webhook");

    private ChannelKeys() {}
}
