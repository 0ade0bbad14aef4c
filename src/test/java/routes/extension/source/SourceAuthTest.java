package routes.extension.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import routes.common.error.ErrorCode;
import routes.common.error.RefusedRequest;
import routes.http.ApiRequest;

class SourceAuthTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_614_265_330);
    private static final String BODY = "{\"test\": 2432232314}";

    @Test
    void a_token_is_taken_in_the_places_that_the_file_names_and_in_no_other() {
        TokenAuth auth = new TokenAuth(
                List.of(TokenAuth.Place.of("header Authorization GenieKey"), TokenAuth.Place.of("body /routing_key")));
        SourceSecrets secrets = secrets("t1,t2", List.of());

        accepts(auth, request(Map.of("authorization", "GenieKey t1"), "{}"), secrets);
        accepts(auth, request(Map.of(), "{\"routing_key\":\"t2\"}"), secrets);
        refuses(auth, request(Map.of("authorization", "Bearer t1"), "{}"), secrets);
        refuses(auth, request(Map.of(), "{\"routing_key\":\"t3\"}"), secrets);
        refuses(auth, request(Map.of(), "no json"), secrets);
    }

    @Test
    void what_is_kept_of_a_refused_body_is_without_the_token() {
        String body = "{\"routing_key\":\"R0\",\"keys\":[\"R1\"],\"token\":\"of a device\"}";
        String auth = "auth:\n- token: [body /routing_key, body /keys/0, usual]\n";

        assertThat(kept("source: demo\nalarm: .\n" + auth, body))
                .isEqualTo("{\"routing_key\":\"***\",\"keys\":\"***\",\"token\":\"of a device\"}");
        assertThat(kept("source: demo\nalarm: .\n", body)).isEqualTo(body);
    }

    @Test
    void a_token_that_the_mapping_sees_in_the_head_is_not_kept_either() {
        String view =
                "{\"query\":{\"token\":\"R0\",\"q\":\"1\"},\"headers\":{\"Authorization\":\"Bearer R1\"},\"body\":{}}";
        String file = "source: demo\nalarm: .body\nrequest: [query token, query q, header Authorization]\n";

        assertThat(kept(file, view)).doesNotContain("R0", "R1").contains("\"q\":\"1\"");
    }

    private static String kept(String mapping, String body) {
        SourceFile file = Sources.read(mapping);
        SourceEndpoint endpoint = new SourceEndpoint(() -> file, secrets("", List.of()));
        return new String(endpoint.withoutToken(body.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
    }

    /** RFC 4231, test case 2. */
    @Test
    void a_signature_of_the_body_is_compared_with_every_secret() {
        HmacAuth auth = hmac("header: X-Sign");
        String what = "what do ya want for nothing?";
        String signature = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";

        accepts(auth, request(Map.of("x-sign", signature), what), secrets("", List.of("other", "Jefe")));
        accepts(auth, request(Map.of("x-sign", signature.toUpperCase()), what), secrets("", List.of("Jefe")));
        refuses(auth, request(Map.of("x-sign", signature), what + " "), secrets("", List.of("Jefe")));
        refuses(auth, request(Map.of("x-sign", signature), what), secrets("", List.of("other")));
        refuses(auth, request(Map.of(), what), secrets("", List.of("Jefe")));
        refuses(auth, request(Map.of("x-sign", "no hex"), what), secrets("", List.of("Jefe")));
    }

    @Test
    void a_signed_timestamp_must_be_near() {
        HmacAuth auth = hmac("header: X-Sign, timestamp_header: X-Time, prefix: sha256=");
        SourceSecrets secrets = secrets("", List.of("secret"));

        accepts(auth, signed(NOW.getEpochSecond()), secrets);
        accepts(auth, signed(NOW.getEpochSecond() - 300), secrets);
        refuses(auth, signed(NOW.getEpochSecond() - 301), secrets);
        refuses(auth, signed(NOW.getEpochSecond() + 301), secrets);
        refuses(auth, request(Map.of("x-sign", "sha256=00", "x-time", "soon"), BODY), secrets);
    }

    @Test
    void one_of_several_signatures_in_the_header_is_enough_while_a_secret_is_changed() {
        HmacAuth auth = hmac("header: X-PagerDuty-Signature, prefix: 'v1='");
        String valid = "v1=" + Signatures.hmac("HmacSHA256", "new", BODY);
        SourceSecrets secrets = secrets("", List.of("new"));

        accepts(auth, request(Map.of("x-pagerduty-signature", "v1=00ff," + valid), BODY), secrets);
        accepts(auth, request(Map.of("x-pagerduty-signature", valid + ", v1=00ff"), BODY), secrets);
        accepts(auth, request(Map.of("x-pagerduty-signature", valid), BODY), secrets("", List.of("old", "new")));
        refuses(auth, request(Map.of("x-pagerduty-signature", "v1=00ff,v1=11"), BODY), secrets);
        refuses(auth, request(Map.of("x-pagerduty-signature", valid.replace("v1=", "v2=")), BODY), secrets);
    }

    @ParameterizedTest
    @CsvSource({"sha1, HmacSHA1", "sha256, HmacSHA256", "sha512, HmacSHA512"})
    void every_algorithm_and_encoding_is_read(String algorithm, String mac) {
        String hex = Signatures.hmac(mac, "secret", BODY);
        String base64 = Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex));
        SourceSecrets secrets = secrets("", List.of("secret"));
        HmacAuth inHex = hmac("header: X-Sign, prefix: '" + algorithm + "=', algorithm: " + algorithm);
        HmacAuth inBase64 = hmac("header: X-Sign, encoding: base64, algorithm: " + algorithm);

        accepts(inHex, request(Map.of("x-sign", algorithm + "=" + hex), BODY), secrets);
        accepts(inBase64, request(Map.of("x-sign", base64), BODY), secrets);
        refuses(inHex, request(Map.of("x-sign", algorithm + "=" + hex), BODY + " "), secrets);
        refuses(inBase64, request(Map.of("x-sign", hex), BODY), secrets);
    }

    @Test
    void a_timestamp_may_stand_in_the_header_of_the_signature() {
        HmacAuth auth =
                hmac("header: Stripe-Signature, prefix: 'v1=', timestamp_prefix: 't=', signed: '{timestamp}.{body}'");
        SourceSecrets secrets = secrets("", List.of("secret"));

        accepts(auth, timed("t=%d,v1=00,v1=%s", ".", NOW.getEpochSecond()), secrets);
        refuses(auth, timed("t=%d,v1=00,v1=%s", ".", NOW.getEpochSecond() - 301), secrets);
        refuses(auth, timed("t=%d,v1=00,v1=%s", ":", NOW.getEpochSecond()), secrets);
        refuses(auth, request(Map.of("stripe-signature", "v1=00"), BODY), secrets);
    }

    private static ApiRequest timed(String header, String separator, long seconds) {
        String signature = Signatures.hmacSha256("secret", seconds + separator + BODY);
        return request(Map.of("stripe-signature", header.formatted(seconds, signature)), BODY);
    }

    @Test
    void what_is_signed_may_have_a_form_of_its_own() {
        HmacAuth auth = hmac("header: X-Slack-Signature, prefix: 'v0=', timestamp_header: X-Slack-Request-Timestamp,"
                + " signed: 'v0:{timestamp}:{body}'");
        long now = NOW.getEpochSecond();
        String signature = Signatures.hmacSha256("secret", "v0:" + now + ":" + BODY);
        SourceSecrets secrets = secrets("", List.of("secret"));

        accepts(
                auth,
                request(
                        Map.of("x-slack-signature", "v0=" + signature, "x-slack-request-timestamp", Long.toString(now)),
                        BODY),
                secrets);
        refuses(
                auth,
                request(
                        Map.of(
                                "x-slack-signature",
                                "v0=" + signature,
                                "x-slack-request-timestamp",
                                Long.toString(now - 1)),
                        BODY),
                secrets);
    }

    @Test
    void a_user_and_a_password_are_taken_together() {
        SourceAuth auth = Sources.read("source: demo\nalarm: .\nauth:\n- basic: {user: prtg}\n")
                .auth()
                .get(0);
        SourceSecrets secrets = secrets("pass:word", List.of());

        accepts(auth, basic("prtg:pass:word"), secrets);
        refuses(auth, basic("other:pass:word"), secrets);
        refuses(auth, basic("prtg:wrong"), secrets);
        refuses(auth, basic("prtg"), secrets);
        refuses(auth, request(Map.of("authorization", "Bearer pass:word"), BODY), secrets);
        refuses(auth, request(Map.of("authorization", "Basic !"), BODY), secrets);
        accepts(new BasicAuth(""), basic("anyone:pass:word"), secrets);
    }

    private static ApiRequest basic(String text) {
        String encoded = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        return request(Map.of("authorization", "Basic " + encoded), BODY);
    }

    /** Spec platforms A6.1; the library looks at the clock, so a recorded signature is an old one. */
    @Test
    void a_standard_webhook_that_is_old_or_signed_by_another_is_refused() {
        ApiRequest recorded = request(
                Map.of(
                        "webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek",
                        "webhook-timestamp", "1614265330",
                        "webhook-signature", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="),
                BODY);

        refuses(new StandardWebhooksAuth(), recorded, secrets("", List.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")));
        refuses(new StandardWebhooksAuth(), request(Map.of(), BODY), secrets("", List.of("not base64!")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"auth:\n- token: usual\n- hmac: {header: X-Sign}\n", ""})
    void a_door_without_any_secret_lets_nobody_in(String auth) {
        SourceFile file = Sources.read("source: demo\nalarm: .\n" + auth);
        SourceEndpoint endpoint = new SourceEndpoint(() -> file, secrets("", List.of()));

        assertThatThrownBy(() -> endpoint.admit(request(Map.of("x-veaiops-token", ""), BODY)))
                .isInstanceOfSatisfying(RefusedRequest.class, refused -> assertThat(refused.code())
                        .isEqualTo(ErrorCode.UNAUTHENTICATED));
    }

    @Test
    void a_door_with_a_signing_secret_only_takes_no_token() {
        SourceFile file = Sources.read("source: demo\nalarm: .\nauth:\n- token: usual\n- hmac: {header: X-Sign}\n");
        SourceEndpoint endpoint = new SourceEndpoint(() -> file, secrets("", List.of("secret")));

        assertThatThrownBy(() -> endpoint.admit(request(Map.of("x-veaiops-token", "secret"), BODY)))
                .isInstanceOf(RefusedRequest.class);
    }

    private static HmacAuth hmac(String fields) {
        return (HmacAuth) Sources.read("source: demo\nalarm: .\nauth:\n- hmac: {" + fields + "}\n")
                .auth()
                .get(0);
    }

    private static ApiRequest signed(long seconds) {
        String signature = Signatures.hmacSha256("secret", seconds + ":" + BODY);
        return request(Map.of("x-sign", "sha256=" + signature, "x-time", Long.toString(seconds)), BODY);
    }

    private static void accepts(SourceAuth auth, ApiRequest request, SourceSecrets secrets) {
        assertThatCode(() -> auth.require(request, secrets)).doesNotThrowAnyException();
    }

    private static void refuses(SourceAuth auth, ApiRequest request, SourceSecrets secrets) {
        assertThatThrownBy(() -> auth.require(request, secrets))
                .isInstanceOfSatisfying(RefusedRequest.class, refused -> assertThat(refused.code())
                        .isEqualTo(ErrorCode.UNAUTHENTICATED));
    }

    private static ApiRequest request(Map<String, String> headers, String body) {
        return new ApiRequest(
                "POST", "/alarms/demo", Map.of(), Map.of(), headers, body.getBytes(StandardCharsets.UTF_8), "r1");
    }

    private static SourceSecrets secrets(String tokens, List<String> signing) {
        return Sources.secrets(tokens, signing, List.of(), NOW);
    }
}
