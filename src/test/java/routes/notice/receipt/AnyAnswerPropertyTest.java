package routes.notice.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import routes.notice.SendResult;

class AnyAnswerPropertyTest {
    private static final ReceiptRegistry BOOK = ReceiptRegistry.load(Optional.empty());

    @Property(tries = 2000)
    void no_answer_breaks_a_rule(
            @ForAll @IntRange(min = -1, max = 700) int status,
            @ForAll @Size(max = 60) byte[] body,
            @ForAll String retryAfter) {
        for (String name : ReceiptRegistry.BUILT_IN) {
            SendResult result = BOOK.of(name)
                    .judge(new VendorAnswer(
                            status,
                            Map.of("Retry-After", retryAfter),
                            body,
                            new SentMessage("notice-1", 1000),
                            Instant.EPOCH));

            if (status < 200 || status > 299) {
                assertThat(result).isNotInstanceOf(SendResult.Sent.class);
            }
        }
    }
}
