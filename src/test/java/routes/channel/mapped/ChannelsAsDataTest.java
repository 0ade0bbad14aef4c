package routes.channel.mapped;

import static org.assertj.core.api.Assertions.assertThat;
import static routes.fakes.SampleEvent.anEvent;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import routes.alarm.Level;
import routes.fakes.PlatformCall;

/** What a channel file can say of its request and of the answers. */
@Tag("slow")
class ChannelsAsDataTest {
    private static final String SMS =
            """
            channel: Sms
            credentials:
              - { name: base_url, secret: false, required: true, meaning: "Address of the server" }
              - { name: sid, secret: false, required: true, meaning: "Account SID" }
              - { name: auth_token, required: true, meaning: "Token of the account" }
              - { name: from, secret: false, meaning: "Number of the sender" }
            url: "{base_url}/2010-04-01/Accounts/{sid}/Messages.json"
            basic: "{sid}:{auth_token}"
            message: { form: form, longest: { Body: 40 } }
            fields: { To: "{target}", From: "{from}" }
            """;

    private static final String PUSH =
            """
            channel: Push
            credentials: [{ name: base_url, secret: false, required: true, meaning: "Server" }]
            url: "{base_url}/{target}/{title}"
            query: { level: "{level}", link: "{link}" }
            headers: { Title: "{title}", Priority: "{level_word}", Tags: "{resource}", X-Event: "{event_id}" }
            levels: { P0: "5", P1: "4", P2: "3" }
            message: { form: text }
            """;

    @Test
    void a_form_carries_fields_and_values_encoded_whatever_is_in_them() throws Exception {
        String zulip =
                """
                channel: Zulip
                credentials:
                  - { name: base_url, secret: false, required: true, meaning: "Address of the server" }
                  - { name: basic, required: true, meaning: "base64 of bot@mail:key" }
                url: "{base_url}/api/v1/messages"
                headers: { Authorization: "Basic {basic}", Content-Type: "application/x-www-form-urlencoded" }
                message: { form: form, markup: plain, max_bytes: 10000 }
                fields: { type: "stream", to: "{target}", topic: "alarms" }
                """;
        try (FileOfChannel channel = FileOfChannel.written(
                zulip, "type=stream&content={{title}}\n", "base_url", "URL", "basic", "Ym90OmtleQ==")) {
            PlatformCall call =
                    channel.sent(anEvent().titled("50 % & more = 坏\n了").build(), "ops & co");

            assertThat(call.header("content-type")).contains("application/x-www-form-urlencoded");
            assertThat(call.header("authorization")).contains("Basic Ym90OmtleQ==");
            assertThat(form(call))
                    .containsEntry("content", "50 % & more = 坏 了")
                    .containsEntry("to", "ops & co")
                    .containsEntry("topic", "alarms")
                    .containsEntry("type", "stream");
        }
    }

    @Test
    void a_form_can_be_written_as_json_and_basic_authentication_is_two_credentials() throws Exception {
        try (FileOfChannel channel = FileOfChannel.written(
                SMS,
                "{\"Body\": \"{{level}} {{title}} {{summary}}\", \"n\": 3, \"list\": [\"a\"]}",
                "base_url",
                "URL",
                "sid",
                "AC1",
                "auth_token",
                "s3cret")) {
            PlatformCall call = channel.sent(anEvent().titled("x".repeat(100)).build(), "+4915112345");

            assertThat(call.path()).isEqualTo("/2010-04-01/Accounts/AC1/Messages.json");
            assertThat(call.header("authorization"))
                    .contains("Basic "
                            + Base64.getEncoder().encodeToString("AC1:s3cret".getBytes(StandardCharsets.UTF_8)));
            assertThat(form(call))
                    .containsEntry("To", "+4915112345")
                    .containsEntry("n", "3")
                    .containsEntry("list", "[\"a\"]")
                    .doesNotContainKey("From");
            assertThat(form(call).get("Body")).startsWith("P1 xxx").hasSizeLessThanOrEqualTo(40);
        }
    }

    @Test
    void the_id_of_a_notice_is_its_own_and_the_same_at_each_attempt() throws Exception {
        String matrix =
                """
                channel: Matrix
                credentials:
                  - { name: base_url, secret: false, required: true, meaning: "Homeserver" }
                  - { name: token, required: true, meaning: "Access token" }
                method: PUT
                url: "{base_url}/_matrix/client/v3/rooms/{target}/send/m.room.message/{id}"
                headers: { Authorization: "Bearer {token}" }
                message: { form: json, markup: markdown, max_bytes: 60000 }
                """;
        try (FileOfChannel channel = FileOfChannel.written(
                matrix,
                "{ \"msgtype\": \"m.text\", \"body\": \"{{level}} {{headline}}: {{title}}\" }",
                "base_url",
                "URL",
                "token",
                "t")) {
            PlatformCall first = channel.sent(anEvent().build(), "!room:example.org");
            PlatformCall again = channel.sent(anEvent().build(), "!room:example.org");
            PlatformCall other = channel.sent(anEvent().numbered(7).build(), "!room:example.org");

            assertThat(first.method()).isEqualTo("PUT");
            assertThat(first.path()).startsWith("/_matrix/client/v3/rooms/!room:example.org/send/m.room.message/");
            assertThat(again.path()).isEqualTo(first.path());
            assertThat(other.path()).isNotEqualTo(first.path());
        }
    }

    @Test
    void values_of_a_message_stand_in_headers_and_addresses_and_end_neither() throws Exception {
        try (FileOfChannel channel = FileOfChannel.written(PUSH, "{{title}}", "base_url", "URL")) {
            PlatformCall call = channel.sent(
                    anEvent()
                            .titled("坏 a/../b?c=d\r\nX-Evil: 1")
                            .atLevel(Level.P0)
                            .build(),
                    "top/ic");
            PlatformCall plain = channel.sent(anEvent().titled("disk").build(), "t");

            assertThat(call.method()).isEqualTo("POST");
            assertThat(call.path()).isEqualTo("/top/ic/坏 a/../b?c=d X-Evil: 1");
            assertThat(call.parameter("level")).contains("P0");
            assertThat(call.parameter("link").orElse("")).startsWith("https://aiops.example/");
            assertThat(call.headers()).doesNotContainKey("x-evil").doesNotContainKey("tags");
            assertThat(call.header("priority")).contains("5");
            assertThat(call.header("title"))
                    .contains("=?UTF-8?B?"
                            + Base64.getEncoder()
                                    .encodeToString("坏 a/../b?c=d X-Evil: 1".getBytes(StandardCharsets.UTF_8))
                            + "?=");
            assertThat(plain.header("title")).contains("disk");
            assertThat(plain.header("priority")).contains("4");
        }
    }

    @Test
    void words_for_levels_can_be_numbers_in_a_template() throws Exception {
        String file =
                """
                channel: Gotify
                credentials: [{ name: base_url, secret: false, required: true, meaning: "Server" }]
                url: "{base_url}/message"
                levels: { P0: "10", P1: "8", P2: "5" }
                message: { form: json }
                """;
        try (FileOfChannel channel = FileOfChannel.written(
                file, "{\"message\": \"{{title}}\", \"priority\": {{level_word}}}", "base_url", "URL")) {
            assertThat(channel.sent(anEvent().atLevel(Level.P0).build(), "x")
                            .json()
                            .path("priority")
                            .isInt())
                    .isTrue();
            assertThat(channel.sent(anEvent().atLevel(Level.P2).build(), "x")
                            .json()
                            .path("priority")
                            .asInt())
                    .isEqualTo(5);
        }
    }

    @Test
    void what_is_over_can_go_elsewhere() throws Exception {
        String file =
                """
                channel: Pages
                credentials: [{ name: base_url, secret: false, required: true, meaning: "Server" }]
                url: "{base_url}/v2/alerts"
                resolved: { method: PATCH, url: "{base_url}/v2/alerts/{event_id}/close" }
                message: { form: json }
                """;
        try (FileOfChannel channel = FileOfChannel.written(file, "{\"note\": \"{{title}}\"}", "base_url", "URL")) {
            PlatformCall opened = channel.sent(anEvent().build(), "x");
            PlatformCall over = channel.sent(anEvent().recovered().build(), "x");

            assertThat(opened.method() + opened.path()).isEqualTo("POST/v2/alerts");
            assertThat(over.method() + over.path()).isEqualTo("PATCH/v2/alerts/" + "a".repeat(24) + "/close");
        }
    }

    @Test
    void a_get_carries_the_form_in_its_query() throws Exception {
        String file =
                """
                channel: Gateway
                credentials:
                  - { name: base_url, secret: false, required: true, meaning: "Server" }
                  - { name: key, required: true, meaning: "Key of the account" }
                method: GET
                url: "{base_url}/sms?v=1"
                query: { key: "{key}" }
                message: { form: form }
                fields: { to: "{target}" }
                """;
        try (FileOfChannel channel = FileOfChannel.written(file, "text={{title}}", "base_url", "URL", "key", "k&y")) {
            PlatformCall call = channel.sent(anEvent().titled("a & b").build(), "+49");

            assertThat(call.method()).isEqualTo("GET");
            assertThat(call.body()).isEmpty();
            assertThat(call.parameters()).isEqualTo(Map.of("v", "1", "key", "k&y", "to", "+49", "text", "a & b"));
        }
    }

    private static Map<String, String> form(PlatformCall call) {
        return Arrays.stream(call.text().split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(
                        pair -> URLDecoder.decode(pair[0], StandardCharsets.UTF_8),
                        pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }
}
