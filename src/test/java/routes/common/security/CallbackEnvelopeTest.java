package routes.common.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import routes.common.error.ErrorCode;
import routes.common.error.RefusedRequest;

/** The vectors of the two platforms that use the envelope, and whatever else may come in one. */
class CallbackEnvelopeTest {
    private static final byte[] RANDOM = "0123456789abcdef".getBytes(StandardCharsets.UTF_8);
    private static final CallbackEnvelope DINGTALK = CallbackEnvelope.of(
            Secret.of("123456"), Secret.of("4g5j64qlyl3zvetqxz5jiocdr586fn2zvjpa8zls3ij"), "suite4xxxxxxxxxxxxxxx");
    private static final String SUCCESS =
            "HcA0QDKRG/U9FnFvX30Rg2r+260hUAAe65UvzXNmXEmZdezYtWHqRvzeNPWlfrIRDnP88uGJtoYGmz01nTG+/A==";
    private static final Secret WECOM_KEY = Secret.of("jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C");
    private static final CallbackEnvelope WECOM =
            CallbackEnvelope.of(Secret.of("QDG6eK"), WECOM_KEY, "wx5823bf96d3bd56c7");
    private static final String ECHO =
            "sKqRbbiSUnDhFHOvPjtUMWzf2R8PrpMiTTPaicBgqZlYW/WsF6SiFd2z9CriX2YpWYzF1yrNNQ0SomM3ovdnfA==";
    private static final String MESSAGE =
            "RypEvHKD8QQKFhvQ6QleEB4J58tiPdvo+rtK1I9qca6aM/wvqnLSV5zEPeusUiX5L5X/0lWfrf0QADHH"
                    + "hGd3QczcdCUpj911L3vg3W/sYYvuJTs3TUUkSUXxaccAS0qhxchrRYt66wiSpGLYL42aM6A8dTT+6k4aSknmPj48kzJs8qLjvd4Xgpue06D"
                    + "OdnLxAUHzM6+kDZ+HMZfJYuR+LtwGc2hgf5gsijff0ekUNXZiqATP7PF5mZxZ3Izoun1s4zG4LUMnvw2r+KqCKIw+3IQH03v+BCA9nMELNq"
                    + "bSf6tiWSrXJB3LAVGUcallcrw8V2t9EL4EhzJWrQUax5wLVMNS0+rUPA3k22Ncx4XXZS9o0MBH27Bo6BpNelZpS+/uh9KsNlY6bHCmJU9p8"
                    + "g7m3fVKn28H3KDYA5Pl/T8Z1ptDAVe0lXdQ2YoyyH2uyPIGHBZZIs2pDBS8R07+qN+E7Q==";

    @Test
    void A2_3_a_reply_to_dingtalk_is_sealed_and_signed() {
        String sealed = DINGTALK.seal("success".getBytes(StandardCharsets.UTF_8), RANDOM);

        assertThat(sealed).isEqualTo(SUCCESS);
        assertThat(DINGTALK.signature("1783610513", "380320111", sealed))
                .isEqualTo("7ace4f9c5b9293288ea1284cd5c49e5a84b93678");
    }

    @Test
    void A2_3_what_dingtalk_seals_opens() {
        assertThat(DINGTALK.open(SUCCESS)).asString(StandardCharsets.UTF_8).isEqualTo("success");
    }

    @Test
    void A3_1_the_echo_of_wecom_is_signed_and_opens() {
        assertThat(WECOM.signed("78c387407a9d2cf24bd3f04727d28ac889d8d014", "1409659589", "263014780", ECHO))
                .isTrue();
        assertThat(WECOM.open(ECHO)).asString(StandardCharsets.UTF_8).isEqualTo("1616140317555161061");
        assertThat(WECOM.seal("1616140317555161061".getBytes(StandardCharsets.UTF_8), RANDOM))
                .isEqualTo(ECHO);
    }

    @Test
    void A3_2_the_official_sample_of_wecom_is_signed_and_opens() {
        assertThat(WECOM.signed("477715d11cdb4164915debcba66cb864d751f3e6", "1409659813", "1372623149", MESSAGE))
                .isTrue();
        assertThat(WECOM.open(MESSAGE))
                .asString(StandardCharsets.UTF_8)
                .contains("mycreate", "hello", "4561255354251345929", "<AgentID>218</AgentID>");
    }

    @Test
    void A3_2_a_callback_for_another_corporation_is_refused() {
        CallbackEnvelope other = CallbackEnvelope.of(Secret.of("QDG6eK"), WECOM_KEY, "wx0000000000000000");

        assertThatExceptionOfType(RefusedRequest.class)
                .isThrownBy(() -> other.open(MESSAGE))
                .satisfies(refused -> assertThat(refused.code()).isEqualTo(ErrorCode.UNAUTHENTICATED));
    }

    @Test
    void a_signature_of_other_words_is_refused() {
        assertThat(WECOM.signed("477715d11cdb4164915debcba66cb864d751f3e6", "1409659814", "1372623149", MESSAGE))
                .isFalse();
        assertThat(WECOM.signed("", "1409659813", "1372623149", MESSAGE)).isFalse();
    }

    @Test
    void a_key_that_is_none_is_refused_and_not_repeated() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CallbackEnvelope.of(Secret.of("t"), Secret.of("short"), "corp"))
                .withMessageContaining("43 characters")
                .withMessageNotContaining("short");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CallbackEnvelope.of(Secret.of("t"), Secret.of("*".repeat(43)), "corp"))
                .withMessageContaining("base64")
                .withMessageNotContaining("***");
    }

    @Property(tries = 300)
    void whatever_was_sealed_opens(@ForAll @Size(max = 200) byte[] message) {
        assertThat(DINGTALK.open(DINGTALK.seal(message, RANDOM))).isEqualTo(message);
    }

    @Property(tries = 500)
    void any_other_bytes_are_refused(@ForAll @Size(max = 200) byte[] bytes) {
        String sealed = Base64.getEncoder().encodeToString(bytes);

        assertThatExceptionOfType(RefusedRequest.class).isThrownBy(() -> WECOM.open(sealed));
    }

    @Property(tries = 200)
    void any_other_text_is_refused(@ForAll String text) {
        assertThatExceptionOfType(RefusedRequest.class).isThrownBy(() -> WECOM.open(text));
    }
}
