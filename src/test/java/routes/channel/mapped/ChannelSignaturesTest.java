package routes.channel.mapped;

import static org.assertj.core.api.Assertions.assertThat;
import static routes.fakes.SampleEvent.anEvent;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import routes.fakes.PlatformCall;
import routes.fakes.SampleEvent;

/** How a channel file says that its posts are signed. */
@Tag("slow")
class ChannelSignaturesTest {
    private static final String AT = Long.toString(SampleEvent.NOW.getEpochSecond());
    private static final String ROBOT =
            """
            channel: Robot
            credentials:
              - { name: hook, required: true, meaning: "Address of the robot" }
              - { name: seal, meaning: "Secret of the robot" }
            url: "{hook}?access_token=1"
            query: { sign: "{signature}", timestamp: "{timestamp}" }
            headers: { X-Signature: "t={timestamp},v1={signature}" }
            signature: { scheme: hmac-%s, encoding: %s, unit: %s, secret: seal, text: "%s", key: "%s" }
            message: { form: json }
            """;

    /** The key and the text that are signed, and where the signature goes. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    sha256 | base64 | ms | {timestamp}\\n{seal} | {seal}
                    sha256 | base64 | s  |                      | {timestamp}\\n{seal}
                    sha1   | hex    | s  | v0:{timestamp}:{body} | {seal}
                    sha512 | hex    | s  | {timestamp}.{body}   | {seal}
                    """)
    void signatures_are_of_many_kinds(String scheme, String encoding, String unit, @Nullable String text, String key)
            throws Exception {
        String said = text == null ? "" : text;
        String yaml = ROBOT.formatted(scheme, encoding, unit, said, key);
        try (FileOfChannel channel =
                FileOfChannel.written(yaml, "{\"t\":\"{{title}}\"}", "hook", "URL/robot", "seal", "SECabc")) {
            PlatformCall call = channel.sent(anEvent().build(), "x");

            String at = unit.equals("ms") ? AT + "000" : AT;
            byte[] hash =
                    hash("HmacSHA" + scheme.substring(3), filled(key, at, call.text()), filled(said, at, call.text()));
            String expected = encoding.equals("hex")
                    ? HexFormat.of().formatHex(hash)
                    : Base64.getEncoder().encodeToString(hash);
            assertThat(call.parameter("sign")).contains(expected);
            assertThat(call.parameter("timestamp")).contains(at);
            assertThat(call.header("x-signature")).contains("t=" + at + ",v1=" + expected);
        }
    }

    @Test
    void a_robot_without_its_secret_is_posted_to_without_a_signature() throws Exception {
        String yaml =
                """
                channel: Robot
                credentials:
                  - { name: hook, required: true, meaning: "Address of the robot" }
                  - { name: seal, meaning: "Secret of the robot" }
                url: "{hook}"
                query: { sign: "{signature}" }
                signature: { scheme: hmac-sha256, secret: seal, text: "{timestamp}" }
                message: { form: json }
                """;
        try (FileOfChannel channel = FileOfChannel.written(yaml, "{\"t\":\"{{title}}\"}", "hook", "URL/robot")) {
            assertThat(channel.sent(anEvent().build(), "x").query()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "signature: { scheme: hmac-md5, secret: seal, header: X }",
                "signature: { scheme: hmac-sha256, secret: nothing, header: X }",
                "signature: { scheme: hmac-sha256, secret: seal }",
                "signature: { scheme: hmac-sha256, secret: seal, header: X, unit: h }",
                "signature: { scheme: hmac-sha256, secret: seal, header: X, encoding: rot13 }",
                "signature: { scheme: hmac-sha256, secret: seal, header: X, text: \"{signature}\" }",
                "signature: { scheme: standard-webhooks, secret: seal, header: X }",
                "signature: { scheme: hmac-sha256, secret: seal }\nfields: { sign: \"{signature}\" }",
            })
    void a_signature_that_could_not_be_made_is_refused(String signature) {
        String yaml =
                """
                channel: Case
                credentials: [{ name: seal, meaning: "Secret" }]
                url: "https://example.org/send"
                message: { form: json }
                """;
        assertThat(FileOfChannel.problems(yaml + signature, "{\"t\":\"{{title}}\"}"))
                .isNotEmpty()
                .allSatisfy(told -> assertThat(told).startsWith("channel.yaml:"));
    }

    private static byte[] hash(String algorithm, String key, String text) throws Exception {
        Mac mac = Mac.getInstance(algorithm);
        mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), algorithm));
        return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String filled(String text, String at, String body) {
        return text.replace("\\n", "\n")
                .replace("{timestamp}", at)
                .replace("{seal}", "SECabc")
                .replace("{body}", body);
    }
}
