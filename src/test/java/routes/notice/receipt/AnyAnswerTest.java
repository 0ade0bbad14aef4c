package routes.notice.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import routes.notice.FailureReason;
import routes.notice.SendResult;
import routes.notice.VendorReply;

/** What no vendor would say: never a delivery, never final, never an exception. */
class AnyAnswerTest {
    private static final ReceiptRegistry BOOK = ReceiptRegistry.load(Optional.empty());
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    /** The vendors whose body carries a code: HTTP 200 alone says nothing. */
    private static final List<String> WITH_CODE = List.of("lark-app", "lark-bot", "dingtalk", "wecom", "slack");

    private static final Map<String, byte[]> JUNK = Map.ofEntries(
            Map.entry("nothing", new byte[0]),
            Map.entry("blanks", bytes(" \n\t ")),
            Map.entry("garbage", new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1, 2, (byte) 0xc3, (byte) 0x28}),
            Map.entry("a web page", bytes("<!DOCTYPE html><html><body>Sign in</body></html>")),
            Map.entry("cut JSON", bytes("{\"code\":0,\"errcode\":0,\"ok\":true,\"msg\":\"succ")),
            Map.entry("two documents", bytes("{\"code\":0,\"errcode\":0,\"ok\":true}{}")),
            Map.entry("an empty object", bytes("{}")),
            Map.entry("null", bytes("null")),
            Map.entry("a list", bytes("[{\"code\":0,\"errcode\":0,\"ok\":true}]")),
            Map.entry("a number", bytes("0")),
            Map.entry("text in JSON", bytes("\"ok, thank you\"")),
            Map.entry("nested codes", bytes("{\"code\":{\"code\":0},\"errcode\":[0],\"ok\":{}}")),
            Map.entry("codes that are no whole number", bytes("{\"code\":0.0,\"errcode\":\"0x0\",\"ok\":\"yes\"}")),
            Map.entry("deep", bytes("[".repeat(100_000))),
            Map.entry("1 MB of one letter", bytes("x".repeat(1 << 20))),
            Map.entry(
                    "more than 1 MB of JSON",
                    bytes("{\"a\":\"" + "x".repeat(1 << 20) + "\",\"code\":0,\"errcode\":0}")));

    static Stream<Arguments> junk() {
        return WITH_CODE.stream().flatMap(name -> JUNK.keySet().stream().map(body -> Arguments.of(name, body)));
    }

    @ParameterizedTest
    @MethodSource("junk")
    void http_200_without_the_vendors_words_is_tried_again(String name, String junk) {
        SendResult result = BOOK.of(name).judge(answer(200, Map.of(), JUNK.get(junk)));

        assertThat(result).isInstanceOfSatisfying(SendResult.TryLater.class, later -> {
            assertThat(later.reason()).isEqualTo(FailureReason.UNKNOWN);
            assertThat(later.said().text().length()).isLessThanOrEqualTo(VendorReply.LONGEST);
        });
    }

    @ParameterizedTest
    @MethodSource("junk")
    void a_failed_status_with_junk_is_tried_again(String name, String junk) {
        SendResult result = BOOK.of(name).judge(answer(502, Map.of("Retry-After", "9"), JUNK.get(junk)));

        assertThat(result).isInstanceOfSatisfying(SendResult.TryLater.class, later -> {
            assertThat(later.reason()).isEqualTo(FailureReason.SERVER_ERROR);
            assertThat(later.askedToWait()).hasValue(java.time.Duration.ofSeconds(9));
        });
    }

    @ParameterizedTest
    @MethodSource("rules")
    void the_content_type_decides_nothing(String name, String delivered) {
        ReceiptRules rules = BOOK.of(name);

        for (String type : List.of("text/plain", "text/html", "application/octet-stream", "no type at all")) {
            assertThat(rules.judge(answer(200, Map.of("Content-Type", type), bytes(delivered))))
                    .isInstanceOf(SendResult.Sent.class);
            assertThat(rules.judge(answer(200, Map.of("Content-Type", "application/json"), JUNK.get("a web page"))))
                    .isInstanceOf(SendResult.TryLater.class);
        }
    }

    static Stream<Arguments> rules() {
        return Stream.of(
                Arguments.of("lark-app", "{\"code\":0}"),
                Arguments.of("lark-bot", "{\"code\":0}"),
                Arguments.of("dingtalk", "{\"errcode\":0}"),
                Arguments.of("wecom", "{\"errcode\":0}"),
                Arguments.of("slack", "{\"ok\":true}"));
    }

    private static VendorAnswer answer(int status, Map<String, String> headers, byte[] body) {
        return new VendorAnswer(status, headers, body, new SentMessage("notice-1", 1000), NOW);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
